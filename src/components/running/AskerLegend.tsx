/** Who asked, by hue, with what each has: the most important first. Each can be selected. */
import { useMemo } from 'react';
import { ASKED_WORDS } from '../../strings/en/asked';
import { askedNow } from '../../viewmodel/running/askers';
import { ramRows } from '../../viewmodel/running/ram-rows';
import { COLOUR_NOTES } from '../../strings/en/pictures';
import { useApp } from '../app/store-context';
import { Legend } from './CellLegend';
import { LiveNum } from './LiveNum';
import type { Shown } from './run-context';
import { useRoving } from './use-roving';
import { useSelect, useSelectedId } from './use-selected';
import styles from './legend.module.css';

/** Askers that the legend names; the table has them all. */
const MOST = 9;

const AskerLegend = ({ shown }: { shown: Shown }) => {
  const { timeline, survey, tick } = shown;
  const roving = useRoving<HTMLUListElement>();
  const select = useSelect();
  const selected = useSelectedId();
  const rows = useMemo(
    () =>
      ramRows(timeline.sim.kernel, survey, askedNow(timeline, survey))
        .filter((row) => row.owner !== 'free')
        .sort((a, b) => b.frames - a.frames)
        .slice(0, MOST),
    // The tick stands for the state behind timeline and survey.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [timeline, tick],
  );
  return (
    <section className={styles['legend']} data-dense="" aria-label={ASKED_WORDS.legend}>
      <ul {...roving}>
        {rows.map(({ id, label, owner, shade, frames }) => (
          <li key={id}>
            <i data-owner={owner} data-shade={shade} aria-hidden="true" />
            <button
              type="button"
              tabIndex={-1}
              aria-pressed={id === selected}
              onClick={() => {
                select(id);
              }}
            >
              {label}
            </button>{' '}
            <LiveNum of={['asker', id, '']} value={frames} label={`${label}, frames`} isInside />
          </li>
        ))}
      </ul>
      <p>{ASKED_WORDS.note}</p>
    </section>
  );
};

/** What the hues of RAM mean in the colouring that is chosen. */
export const ColourLegend = ({ shown }: { shown: Shown }) => {
  const colour = useApp((s) => s.link.colour);
  return colour === 'asked' ? (
    <AskerLegend shown={shown} />
  ) : (
    <Legend note={COLOUR_NOTES[colour]} />
  );
};
