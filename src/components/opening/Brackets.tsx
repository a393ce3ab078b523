/** Two brackets as long as what they name: what `vmstat -m` shows, and what it does not. */
import { formatKib, formatSize } from '../../base/format';
import { OPENING } from '../../strings/en/opening';
import { selectOpening, selectSeedLedger } from '../../store/seed-selectors';
import { Num } from '../ui/Num';
import { Words } from '../ui/Words';
import styles from './opening.module.css';

/** @param height px of the ruler beside it, whose frame the brackets measure */
export const Brackets = ({ height }: { height: number }) => {
  const { shown, rest } = selectOpening();
  const ledger = selectSeedLedger();
  if (ledger === null || shown === null || rest === null) return null;
  const share = shown.value / ledger.map.value;
  return (
    <div className={styles['brackets']} style={{ height }}>
      <div style={{ flexGrow: share }}>
        <b>
          <Num of={shown}>{formatSize(shown.value)}</Num>
        </b>
        <span>
          <Words>{OPENING.bracketShown}</Words> {formatKib(shown.value)}
          {OPENING.bracketShownEnd}
        </span>
      </div>
      <div style={{ flexGrow: 1 - share }} data-rest="">
        <b>
          <Num of={rest}>{formatSize(rest.value)}</Num>
        </b>
        <span>
          {OPENING.bracketRest}: {formatKib(rest.value)}
          {OPENING.bracketRestEnd}
        </span>
      </div>
    </div>
  );
};
