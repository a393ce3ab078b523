/** The panel on what is selected: what it is, how much it holds, where it lies, and what is left out. */
import { SELECTION_WORDS as WORDS } from '../../strings/en/room';
import { KIND_NOTES, PANEL_WORDS } from '../../strings/en/pictures';
import type { Selected } from '../../viewmodel/running/place';
import { termOf } from '../../viewmodel/running/term';
import { selectedRow } from '../../viewmodel/running/selected-row';
import type { SelectedRow } from '../../viewmodel/running/selected-row';
import { noteKind, selectionTitle } from '../../viewmodel/running/selection-figures';
import { Magnifier } from './Magnifier';
import { MapFacts, Related, Thing } from './PanelPlace';
import { Frame, Slab } from './PanelSlab';
import { Asker } from './PanelAsker';
import { PanelTerm } from './PanelTerm';
import { Holder } from './PanelZone';
import type { Pointer } from './pointer';
import { RowFacts } from './RowFacts';
import type { Shown } from './run-context';
import { useSelected, useSelectedId } from './use-selected';
import styles from './selection.module.css';

interface BodyProps {
  readonly shown: Shown;
  readonly selected: Selected;
  /** the row of a table that says the same; null where none does */
  readonly row: SelectedRow | null;
}

const Body = ({ shown, selected, row }: BodyProps) => {
  const { kind, holder, asker } = selected;
  const what = KIND_NOTES[noteKind(selected)]?.what ?? '';
  const p = { shown, selected };
  return (
    <>
      <h2>{row === null ? selectionTitle(selected) : row.title}</h2>
      <p className={styles['what']}>{what === '' ? ((asker ?? holder)?.what ?? '') : what}</p>
      {kind === 'frame' && (
        <>
          <Frame {...p} />
          <Related {...p} />
        </>
      )}
      {(kind === 'slab' || kind === 'item') && <Slab selected={selected} />}
      {kind === 'map' && <MapFacts {...p} />}
      {asker !== null && <Asker shown={shown} id={asker.id} row={row} />}
      {kind === 'thing' ? <Thing {...p} row={row} /> : <Holder {...p} />}
    </>
  );
};

/** What the kernel's own source has of it, and what the model has not. */
const Notes = ({ selected }: { selected: Selected }) => {
  const note = KIND_NOTES[noteKind(selected)];
  return (
    <>
      {note !== undefined && (
        <>
          <h3>{PANEL_WORDS.source}</h3>
          <p className={styles['source']}>{note.source}</p>
        </>
      )}
      <h3>{WORDS.leftOut}</h3>
      <p className={styles['what']}>{note?.leftOut ?? WORDS.leftOutWords}</p>
      <p className={styles['what']}>{WORDS.provenance}</p>
    </>
  );
};

const Nothing = ({ id, row }: { id: string; row: SelectedRow | null }) =>
  row !== null ? (
    <RowFacts row={row} />
  ) : (
    <>
      <h2>{WORDS.nothing}</h2>
      <p className={styles['what']}>{id === '' ? WORDS.nothingHow : `${id} ${WORDS.gone}.`}</p>
    </>
  );

interface PanelProps {
  readonly shown: Shown;
  readonly pointer: Pointer;
}

export const Selection = ({ shown, pointer }: PanelProps) => {
  const selected = useSelected(shown);
  const id = useSelectedId();
  const term = termOf(id);
  const hasRow = ['none', 'thing', 'asker'].includes(selected.kind);
  const row = hasRow ? selectedRow(shown.timeline, id) : null;
  return (
    <section className={styles['selection']} id="selected" tabIndex={-1} aria-label={WORDS.title}>
      {term !== undefined ? (
        <PanelTerm term={term} />
      ) : selected.kind === 'none' ? (
        <Nothing id={id} row={row} />
      ) : (
        <Body shown={shown} selected={selected} row={row} />
      )}
      <Magnifier shown={shown} pointer={pointer} selected={selected.frame?.frame ?? 0} />
      {term === undefined && <Notes selected={selected} />}
    </section>
  );
};
