/** The opening: the panic as it stood on the console, the real map behind it, the question. */
import { useEffect, useState } from 'react';
import { formatCount, formatKib, formatSize } from '../../base/format';
import { columnsOf, selectLayout, selectSeed } from '../../store/selectors';
import { useApp } from '../app/store-context';
import { Ruler } from '../ruler/Ruler';
import { Num } from '../ui/Num';
import { Legend } from '../ui/Legend';
import styles from './opening.module.css';

/** Height that the ruler can take without pushing the foot off the first screen. */
const useRulerHeight = (): number => {
  const measure = (): number => Math.max(520, Math.min(980, innerHeight - 130));
  const [height, setHeight] = useState(measure);
  useEffect(() => {
    const onResize = (): void => {
      setHeight(measure());
    };
    addEventListener('resize', onResize);
    return () => {
      removeEventListener('resize', onResize);
    };
  }, []);
  return height;
};

const Doors = () => {
  const openExample = useApp((s) => s.openExample);
  const go = useApp((s) => s.go);
  return (
    <ul className={styles['doors']}>
      <li>
        <button type="button" onClick={openExample}>
          <span>See the answer</span>
          <small>
            The mail itself, read line by line, and the ledger that finds the missing 30 MB.
          </small>
        </button>
      </li>
      <li>
        <button
          type="button"
          onClick={() => {
            go('diagnose');
          }}
        >
          <span>Paste your own</span>
          <small>
            <code>vmstat -z</code>, <code>-m</code>, <code>sysctl vm</code>, a panic line, or a
            whole e-mail. It stays here.
          </small>
        </button>
      </li>
    </ul>
  );
};

const Brackets = () => {
  const ledger = selectSeed().explanation.ledger;
  if (ledger === null || ledger.mallocSum === null) return null;
  const { map, mallocSum } = ledger;
  const shown = mallocSum.value / map.value;
  return (
    <div className={styles['brackets']}>
      <div style={{ flexGrow: shown }}>
        <b>
          <Num of={mallocSum}>{formatSize(mallocSum.value)}</Num>
        </b>
        <span>
          <code>vmstat -m</code> shows {formatKib(mallocSum.value)}, as long as this bracket
        </span>
      </div>
      <div style={{ flexGrow: 1 - shown }} data-rest="">
        <b>{formatSize(map.value - mallocSum.value)}</b>
        <span>it does not show: {formatKib(map.value - mallocSum.value)}</span>
      </div>
    </div>
  );
};

/** The same bands as the picture, as a table: every sliver has a name here. */
const Regions = () => {
  const open = useApp((s) => s.link.open);
  const explain = useApp((s) => s.explain);
  const openRegion = useApp((s) => s.openRegion);
  const layout = selectLayout();
  const [one, two] = columnsOf(open);
  if (one === undefined || two === undefined || layout === null) return null;
  const columns = [one, two];
  return (
    <section className={styles['tables']} aria-labelledby="tables-title">
      <h2 id="tables-title">The same picture in words</h2>
      {columns.map((column, i) => (
        <table key={column.id}>
          <caption>
            {column.title}, {column.extent}, {column.note}
          </caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">{column.unit === 'pages' ? 'Pages' : 'Size'}</th>
              <th scope="col">{column.unit === 'pages' ? 'Holds' : 'From'}</th>
            </tr>
          </thead>
          <tbody>
            {column.bands.map((b) => (
              <tr key={b.id}>
                <th scope="row">
                  <button
                    type="button"
                    onClick={() => {
                      if (i === 0) openRegion(b.id);
                      explain(b.why, b.id);
                    }}
                  >
                    {b.label}
                  </button>
                </th>
                <td className="mono">{b.value}</td>
                <td>
                  {b.address === undefined ? b.what : <code>0x{b.address.toString(16)}</code>}
                  {b.grade === 'inferred' && ' inferred'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
};

export const Opening = () => {
  const open = useApp((s) => s.link.open);
  const height = useRulerHeight();
  const panic = selectSeed().report.blocks.find((b) => b.kind === 'panic')?.rows[0];
  const map = selectSeed().explanation.ledger?.map;
  return (
    <>
      <div className={styles['opening']}>
        <div className={styles['words']}>
          <p className="console">Console of a router, FreeBSD 6.2, i386, 256 MB of RAM</p>
          <p className="panic">{panic?.text}</p>
          <h1 className="statement">
            80 MB were full. <code>vmstat -m</code> shows 50. Where is the rest?
          </h1>
          <p className="lead">
            The kernel died for want of 16 KB of address space. Its owner posted the crash dump’s
            tables in January 2008. Read with the source, they account for{' '}
            {map === undefined ? (
              'all of it'
            ) : (
              <>
                all <Num of={map} />
              </>
            )}
            .
          </p>
          <Doors />
        </div>
        <div className={styles['figure']}>
          <Ruler columns={columnsOf(open)} height={height} />
          <Brackets />
          {panic?.requested !== undefined && (
            <p className={styles['asked']}>
              {formatCount(panic.requested)} B more were asked for: panic
            </p>
          )}
        </div>
      </div>
      <Legend />
      <Regions />
    </>
  );
};
