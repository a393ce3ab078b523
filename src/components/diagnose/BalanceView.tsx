/** Who holds the heap, in any era: the lines of the balance as a waterfall, and what limits it. */
import { formatPercent, formatWholeKib } from '../../base/format';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { Balance } from '../../viewmodel/explain/balance/types';
import { balancePicture } from '../../viewmodel/reading/balance-bars';
import type { BalanceBar } from '../../viewmodel/reading/balance-bars';
import { Num } from '../ui/Num';
import styles from './ledger.module.css';

const WORDS = DIAGNOSE.balance;
const at = (percent: number): string => `${percent.toFixed(3)}%`;

const Row = ({ bar }: { bar: BalanceBar }) => (
  <li className={styles['row']} data-line={bar.id}>
    <p className={styles['label']}>
      <b>{bar.label}</b>
      <small>{WORDS.lines[bar.id]}</small>
    </p>
    <div className={styles['track']}>
      <span
        className={styles['stack']}
        style={{ left: at(bar.from), width: at(bar.to - bar.from) }}
        aria-hidden="true"
      >
        <i data-owner={bar.owner} data-look={bar.look} style={{ flexGrow: 1 }} />
      </span>
      <p className={styles['amount']}>
        <Num of={bar.of}>{formatWholeKib(bar.of.value)}</Num>{' '}
        <Num of={bar.percent}>{formatPercent(bar.percent.value, 1)}</Num>
      </p>
    </div>
  </li>
);

const Outside = ({ balance }: { balance: Balance }) =>
  balance.outside.length > 0 && (
    <div className={styles['open']}>
      <h3>{WORDS.outside}</h3>
      <ul>
        {balance.outside.map((part) => (
          <li key={part.id}>
            {part.label}: <Num of={part.bytes}>{formatWholeKib(part.bytes.value)}</Num>
            {part.zones.length > 0 && `. ${WORDS.zones(part.zones)}`}
          </li>
        ))}
      </ul>
    </div>
  );

interface Props {
  readonly balance: Balance;
  /** what it leaves out or rests on, one sentence each */
  readonly limits: readonly string[];
}

export const BalanceView = ({ balance, limits }: Props) => {
  const { bars, baseAt } = balancePicture(balance);
  return (
    <section aria-labelledby="balance-title" className={styles['ledger']}>
      <h2 id="balance-title">
        {WORDS.title(balance.name)} <small>{DIAGNOSE.ledger.unit}</small>
      </h2>
      <div
        className={styles['waterfall']}
        style={{ '--map-at': String(baseAt / 100) } as React.CSSProperties}
      >
        <p className={styles['axis']}>
          <span>0</span>
          <span>
            <Num of={balance.base}>{formatWholeKib(balance.base.value)}</Num>
          </span>
        </p>
        <ul>
          {bars.map((bar) => (
            <Row key={bar.id} bar={bar} />
          ))}
        </ul>
      </div>
      <Outside balance={balance} />
      {limits.length > 0 && (
        <div className={styles['open']}>
          <h3>{DIAGNOSE.ledger.caution}</h3>
          <ul>
            {limits.map((l) => (
              <li key={l}>{l}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};
