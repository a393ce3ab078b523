/** The mail's own rows; the lines that a step speaks of stay lit. */
import { selectSeed } from '../../store/selectors';
import { pasteView } from '../../viewmodel/reading/paste-view';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { LedgerView } from '../diagnose/LedgerView';
import styles from './figure.module.css';

let ledgerOfSeed: PasteView | undefined;
const readLedger = (): PasteView => (ledgerOfSeed ??= pasteView(selectSeed()));

interface Props {
  /** ids as in `light` of a step: `line:live` and so on */
  readonly light: readonly string[];
  /** whether the lines that are not lit are asked for */
  readonly isWithheld?: boolean;
}

export const SeedLedger = ({ light, isWithheld = false }: Props) => {
  const reading = readLedger();
  const { ledger } = reading.explanation;
  if (ledger === null) return null;
  const lit = light.filter((id) => id.startsWith('line:')).map((id) => id.slice('line:'.length));
  return (
    <div className={styles['ledger']} data-lit={lit.length > 0 ? lit.join(' ') : undefined}>
      <LedgerView
        reading={reading}
        ledger={ledger}
        limits={[]}
        {...(isWithheld ? { told: lit } : {})}
      />
    </div>
  );
};
