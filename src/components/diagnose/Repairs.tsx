/** What was mended, each with its place; any of it can be undone and redone. */
import { useState } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { Repair } from '../../import';
import { repairGroups, toggled, toggledAll } from '../../viewmodel/reading/repairs-view';
import type { RepairGroup, RepairRow } from '../../viewmodel/reading/repairs-view';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { useApp } from '../app/store-context';
import { LineLink } from './jump';
import { useTaking } from './intake/use-intake';
import styles from './repairs.module.css';

const WORDS = DIAGNOSE.repairs;
const FIRST = 4;
const MORE = 40;

interface RowProps {
  readonly row: RepairRow;
  readonly onToggle: (repair: Repair, isUndone: boolean) => void;
}

const Row = ({ row: { repair, column, found, isUndone }, onToggle }: RowProps) => (
  <li data-undone={isUndone ? '' : undefined}>
    <span className={styles['place']}>
      <LineLink line={repair.lines[0]} />
      <small>{WORDS.column(column)}</small>
    </span>
    <span className={styles['what']}>
      {found !== '' && (
        <>
          {WORDS.found} <code>{found}</code>.{' '}
        </>
      )}
      {isUndone ? WORDS.undone(repair.what) : repair.what}
    </span>
    <button
      type="button"
      data-toggle=""
      aria-label={WORDS.toggle(isUndone, repair.lines[0], WORDS.kinds[repair.kind])}
      onClick={() => {
        onToggle(repair, isUndone);
      }}
    >
      {isUndone ? WORDS.redo : WORDS.undo}
    </button>
  </li>
);

interface GroupProps {
  readonly group: RepairGroup;
  readonly onToggle: RowProps['onToggle'];
  readonly onToggleAll: (group: RepairGroup) => void;
}

const Group = ({ group, onToggle, onToggleAll }: GroupProps) => {
  const [shown, setShown] = useState(FIRST);
  const { kind, rows, undone } = group;
  const left = rows.length - shown;
  return (
    <li>
      <p className={styles['kind']}>
        <b>{WORDS.kinds[kind]}</b>
        <small>{WORDS.count(rows.length, undone)}</small>
        {rows.length > 1 && (
          <button
            type="button"
            data-toggle=""
            aria-label={WORDS.toggleAll(undone === rows.length, WORDS.kinds[kind])}
            onClick={() => {
              onToggleAll(group);
            }}
          >
            {undone === rows.length ? WORDS.redoAll : WORDS.undoAll}
          </button>
        )}
      </p>
      <ul>
        {rows.slice(0, shown).map((row) => (
          <Row key={row.repair.id} row={row} onToggle={onToggle} />
        ))}
      </ul>
      {left > 0 && (
        <button
          type="button"
          className={styles['more']}
          onClick={() => {
            setShown(shown + MORE);
          }}
        >
          {WORDS.more(Math.min(left, MORE), left)}
        </button>
      )}
    </li>
  );
};

export const Repairs = ({ reading }: { reading: PasteView }) => {
  const without = useApp((s) => s.without);
  const say = useApp((s) => s.say);
  const { mend } = useTaking();
  const groups = repairGroups(reading.report, without);
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="repairs-title" className={styles['repairs']}>
      <h2 id="repairs-title">
        {WORDS.title} <small>{WORDS.note}</small>
      </h2>
      <ul>
        {groups.map((group) => (
          <Group
            key={group.kind}
            group={group}
            onToggle={(repair, isUndone) => {
              mend(toggled(without, repair));
              say(isUndone ? WORDS.saidRedone : WORDS.saidUndone);
            }}
            onToggleAll={(all) => {
              mend(toggledAll(without, all));
              say(all.undone === all.rows.length ? WORDS.saidRedone : WORDS.saidUndone);
            }}
          />
        ))}
      </ul>
    </section>
  );
};
