/**
 * The line from the column whose pages are meant, under the deeper columns, to where they lie in RAM:
 * to their stretch where frames are grouped; by address to the section A–A′ that they lie in.
 */
import { useMemo } from 'react';
import { askedNow } from '../../viewmodel/running/askers';
import { markedHolder } from '../../viewmodel/running/marks';
import { ramLink } from '../../viewmodel/running/link';
import type { Selected } from '../../viewmodel/running/place';
import { ramTarget } from '../../viewmodel/running/ram-target';
import { useApp } from '../app/store-context';
import type { Frame } from '../ruler/geometry';
import type { RamFit } from './ram-fit';
import { Sentence } from './Sentence';
import type { Shown } from './run-context';
import { useMarks } from './use-marks';
import { useRoving } from './use-roving';
import styles from './room.module.css';

/** px below the columns, and between ruler and RAM: at least that of the style sheet. */
const DROP = 11;
const GAP = 18;
const ARROW = 6;
const LETTER = 16;

const useTarget = (shown: Shown, selected: Selected, ram: RamFit | null) => {
  const arrangement = useApp((s) => s.link.arrange);
  const colour = useApp((s) => s.link.colour);
  const marksNow = useMarks(selected);
  return useMemo(() => {
    const k = shown.timeline.sim.kernel;
    const s = shown.survey;
    const marks = marksNow();
    const link = ramLink(k, selected, marks);
    if (marks === null || ram === null) return { link, target: null };
    const marked = { k, s, selected, marks, markedHolder: markedHolder(selected) };
    const asked = colour === 'asked' ? askedNow(shown.timeline, s) : null;
    return { link, target: ramTarget(marked, ram, { arrangement, colour, asked }) };
    // The tick stands for the state behind `shown`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shown.tick, shown.timeline, selected, marksNow, ram, arrangement, colour]);
};

const Section = ({ x, section }: { x: number; section: readonly [number, number] }) => {
  const [top, foot] = section;
  return (
    <g className={styles['section']}>
      <path d={`M${x} ${top + 8}V${Math.max(top + 8, foot - 8)}`} />
      <text x={x} y={top + 4} textAnchor="middle">
        A
      </text>
      <text x={x + 1} y={Math.max(foot + 4, top + 20)} textAnchor="middle">
        A′
      </text>
    </g>
  );
};

interface Props {
  readonly shown: Shown;
  readonly selected: Selected;
  /** the column whose pages are meant */
  readonly from: Frame | undefined;
  readonly width: number;
  readonly ram: RamFit | null;
}

export const RamLinkLine = ({ shown, selected, from, width, ram }: Props) => {
  const { link, target } = useTarget(shown, selected, ram);
  const roving = useRoving<HTMLParagraphElement>();
  if (link === null || from === undefined) return null;
  const foot = from.y + from.height;
  const x = from.x + from.width / 2;
  const turn = width + GAP / 3;
  const end = width + GAP - 3;
  const tall = ram?.cellHeight ?? 1;
  const section = target?.section ?? null;
  // Up to the end of the section, where there is one: below it the letter A′ has its place.
  const y = from.y + (section === null ? (target?.row ?? 0) * tall : section[1] * tall + LETTER);
  return (
    <>
      <svg className={styles['link']} width={width} height={foot + DROP} aria-hidden="true">
        {link.pages > 0 && link.frames > 0 && target !== null && (
          <>
            <path
              d={`M${x} ${foot}V${foot + DROP}H${turn}V${y}${section === null ? `H${end - ARROW}` : ''}`}
            />
            {section === null && (
              <path
                className={styles['arrow']}
                d={`M${end} ${y}l${-ARROW - 1} ${-ARROW * 0.7}v${ARROW * 1.4}Z`}
              />
            )}
          </>
        )}
        {section !== null && (
          <g transform={`translate(0 ${from.y})`}>
            <Section x={turn} section={[section[0] * tall, section[1] * tall]} />
          </g>
        )}
      </svg>
      <p
        data-link-words
        className={styles['linkWords']}
        style={{ top: foot + DROP + 2 }}
        {...roving}
      >
        <Sentence parts={link.parts} isInside />
      </p>
    </>
  );
};
