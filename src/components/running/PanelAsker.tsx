/** The panel on who asked: the frames that it asked for, and what the kernel counts of a malloc type. */
import { formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { ASKED_WORDS } from '../../strings/en/asked';
import { SELECTION_WORDS as WORDS } from '../../strings/en/room';
import { askedNow } from '../../viewmodel/running/askers';
import { holderFrames } from '../../viewmodel/running/selection-figures';
import type { SelectedRow } from '../../viewmodel/running/selected-row';
import { LiveNum } from './LiveNum';
import { FigureList } from './RowFacts';
import type { Shown } from './run-context';
import styles from './selection.module.css';

interface Props {
  readonly shown: Shown;
  /** of the asker */
  readonly id: string;
  readonly row: SelectedRow | null;
}

export const Asker = ({ shown, id, row }: Props) => {
  const { holders, survey } = askedNow(shown.timeline, shown.survey);
  const frames = holderFrames(survey, holders.byId(id)?.holder ?? 0);
  return (
    <>
      <dl>
        <dt>{WORDS.frames}</dt>
        <dd>
          <LiveNum of={['asker', id, '']} value={frames} label={WORDS.frames} />
        </dd>
        <dt>{WORDS.size}</dt>
        <dd>
          <LiveNum of={['asker', id, 'bytes']} value={frames * PAGE_SIZE} label={WORDS.size}>
            {formatSize(frames * PAGE_SIZE)}
          </LiveNum>
        </dd>
      </dl>
      {row !== null && <FigureList row={row} />}
      <p className={styles['what']}>{ASKED_WORDS.note}</p>
    </>
  );
};
