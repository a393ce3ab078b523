/**
 * The kernel map beside the levers, as it is now and as it was before the last one: the ruler may stand
 * far above. The sentence beside it says the same in words.
 */
import type { BootLayout } from '../../sim';
import { MOVED_WORDS as WORDS } from '../../strings/en/moved';
import { stripOf } from '../../viewmodel/machine/strip';
import { useMoves } from './moves-context';
import styles from './moved.module.css';

const Row = ({ of, words, name }: { of: BootLayout; words: string; name: string }) => (
  <div className={styles['stripRow']} data-strip={name}>
    <span>{words}</span>
    <div className={styles['strip']}>
      {stripOf(of).map(({ id, owner, from, size }) => (
        <i
          key={id}
          data-piece={id}
          data-owner={owner}
          style={{
            transform: `translateX(${(from * 100).toFixed(3)}%) scaleX(${size.toFixed(6)})`,
          }}
        />
      ))}
    </div>
  </div>
);

/** One strip; two once a lever was moved. */
export const Strip = () => {
  const { now, before } = useMoves();
  if (now === null) return null;
  return (
    <div className={styles['strips']} aria-hidden="true">
      {before !== null && before !== now && <Row of={before} words={WORDS.before} name="before" />}
      <Row of={now} words={before === null ? WORDS.map : WORDS.after} name="now" />
    </div>
  );
};
