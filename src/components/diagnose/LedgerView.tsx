/** The ledger as a waterfall against the end of the map, and the same in pages. */
import { formatCount, formatWholeKib, formatPercent } from '../../base/format';
import type { Explanation, Ledger } from '../../viewmodel/explain/types';
import { Num } from '../ui/Num';
import styles from './diagnose.module.css';

const percent = (part: number, whole: number): string => `${String((part / whole) * 100)}%`;

const Waterfall = ({ ledger }: { ledger: Ledger }) => {
  const scale = Math.max(ledger.map.value, ledger.naive?.bytes.value ?? 0);
  const starts = ledger.lines.map((_, i) =>
    ledger.lines.slice(0, i).reduce((n, l) => n + l.bytes.value, 0),
  );
  const at = ledger.lines.reduce((n, l) => n + l.bytes.value, 0);
  return (
    <div className={styles['waterfall']}>
      {ledger.lines.map((line, row) => {
        const from = starts[row] ?? 0;
        return (
          <div key={line.id} className={styles['bar']}>
            <p>
              <b>{line.label}</b>
              <small>{line.detail}</small>
            </p>
            <div className={styles['track']}>
              <span
                className={styles['stack']}
                style={{ left: percent(from, scale), width: percent(line.bytes.value, scale) }}
              >
                {line.parts.map((p, i) => (
                  <i
                    key={`${p.owner}-${String(i)}`}
                    data-owner={p.owner}
                    style={{ flexGrow: p.bytes }}
                  />
                ))}
              </span>
              <span
                className={styles['mapEnd']}
                style={{ left: percent(ledger.map.value, scale) }}
              />
            </div>
            <Num of={line.bytes}>{formatWholeKib(line.bytes.value)}</Num>
          </div>
        );
      })}
      <div className={styles['bar']} data-sum="">
        <p>
          <b>Held in kmem_map</b>
          <small>= {formatCount(ledger.map.value)} B</small>
        </p>
        <div className={styles['track']}>
          <span className={styles['stack']} style={{ left: 0, width: percent(at, scale) }}>
            {ledger.lines
              .flatMap((l) => l.parts)
              .map((p, i) => (
                <i
                  key={`${p.owner}-${String(i)}`}
                  data-owner={p.owner}
                  style={{ flexGrow: p.bytes }}
                />
              ))}
          </span>
          <span className={styles['mapEnd']} style={{ left: percent(ledger.map.value, scale) }} />
        </div>
        <Num of={ledger.map}>{formatWholeKib(ledger.map.value)}</Num>
      </div>
      {ledger.naive !== null && (
        <div className={styles['bar']} data-wrong="">
          <p>
            <b>vmstat -m plus vmstat -z</b>
            <small>a mistake: counts zones 16 to 4096 twice</small>
          </p>
          <div className={styles['track']}>
            <span
              className={styles['stack']}
              style={{ left: 0, width: percent(ledger.naive.bytes.value, scale) }}
            />
          </div>
          <Num of={ledger.naive.percent}>{formatPercent(ledger.naive.percent.value, 0)}</Num>
        </div>
      )}
    </div>
  );
};

const Pages = ({ ledger }: { ledger: Ledger }) => (
  <table className={styles['table']}>
    <caption>The same in pages of 4,096 B</caption>
    <thead>
      <tr>
        <th scope="col">Holder</th>
        <th scope="col">Pages</th>
      </tr>
    </thead>
    <tbody>
      {ledger.groups.map((g) => (
        <tr key={g.id}>
          <th scope="row">
            <i data-owner={g.owner} aria-hidden="true" />
            {g.label}
          </th>
          <td>
            <Num of={g.pages}>{formatCount(g.pages.value)}</Num>
          </td>
        </tr>
      ))}
      <tr>
        <th scope="row">free</th>
        <td>
          <Num of={ledger.freePages}>{formatCount(ledger.freePages.value)}</Num>
        </td>
      </tr>
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">kmem_map</th>
        <td>{formatCount(ledger.map.value / 4096)}</td>
      </tr>
    </tfoot>
  </table>
);

export const LedgerView = ({ explanation }: { explanation: Explanation }) => {
  const { ledger } = explanation;
  return (
    <section aria-labelledby="ledger-title">
      <h2 id="ledger-title">
        The ledger <small>K = 1,024 B</small>
      </h2>
      {ledger === null ? (
        <p className="lead">
          No ledger can be made from this text. It needs a whole <code>vmstat -z</code> of FreeBSD 6
          and <code>vm.kmem_size</code> or the panic line.
        </p>
      ) : (
        <>
          <Waterfall ledger={ledger} />
          {ledger.unattributed !== null && (
            <p className={styles['open']}>
              <b>Still open.</b>{' '}
              <Num of={ledger.unattributed}>{formatWholeKib(ledger.unattributed.value)}</Num> that
              malloc must hold by the map’s arithmetic are not in the <code>vmstat -m</code> sum.
              Unattributed.
            </p>
          )}
          <Pages ledger={ledger} />
          {ledger.limits.map((l) => (
            <p key={l} className={styles['hint']}>
              {l}
            </p>
          ))}
        </>
      )}
    </section>
  );
};
