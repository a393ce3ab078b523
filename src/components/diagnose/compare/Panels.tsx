/** Small multiples over time: one panel a row, one axis for all, largest growth first. */
import { useId, useState } from 'react';
import { formatSize } from '../../../base/format';
import { COMPARE } from '../../../strings/en/compare';
import { PANEL, panelShape } from '../../../render/panel-shape';
import type { Diff, GrowthRow, Panel, SmallMultiples } from '../../../viewmodel/diff/types';
import { Num } from '../../ui/Num';
import { short, signed } from './signed';
import styles from './panels.module.css';

const WORDS = COMPARE.panels;
const FIRST = 8;

interface PictureProps {
  readonly panel: Panel;
  readonly row: GrowthRow;
  readonly axis: SmallMultiples;
  readonly top: number;
}

const Picture = ({ panel, row, axis, top }: PictureProps) => {
  const shape = panelShape(panel.points, axis, top);
  const words = WORDS.picture({
    name: panel.name,
    first: formatSize(row.first.value),
    last: formatSize(row.last.value),
    highest: formatSize(row.highest.value),
    steps: COMPARE.steps(row.trend),
  });
  return (
    <svg
      role="img"
      aria-label={words}
      viewBox={`0 0 ${String(PANEL.width)} ${String(PANEL.height)}`}
      preserveAspectRatio="none"
    >
      <path data-part="kept" d={shape.kept} />
      <path data-part="live" d={shape.live} />
      <path data-part="edge" d={shape.edge} />
      <path data-part="marks" d={shape.marks} />
    </svg>
  );
};

const Small = (props: PictureProps) => {
  const { panel, row } = props;
  return (
    <li data-owner={panel.owner} data-verdict={panel.verdict}>
      <p className={styles['name']}>
        <b>{panel.name}</b>
        {panel.kind === 'type' && <small>{COMPARE.type}</small>}
        <span>
          <Num of={row.live}>{signed(row.live.value)}</Num>
        </span>
      </p>
      <Picture {...props} />
      <p className={styles['foot']}>
        <span>{COMPARE.steps(row.trend)}</span>
        <span>
          {WORDS.top} <Num of={row.highest}>{formatSize(row.highest.value)}</Num>
        </span>
      </p>
    </li>
  );
};

const Heights = ({
  isShared,
  onPick,
}: {
  isShared: boolean;
  onPick: (shared: boolean) => void;
}) => {
  const name = useId();
  return (
    <fieldset className={styles['heights']}>
      <legend>{WORDS.height}</legend>
      {[false, true].map((one) => (
        <label key={String(one)}>
          <input
            type="radio"
            name={name}
            checked={isShared === one}
            onChange={() => {
              onPick(one);
            }}
          />{' '}
          {one ? WORDS.shared : WORDS.own}
        </label>
      ))}
    </fieldset>
  );
};

const axisWords = ({ axis, from, to }: SmallMultiples, samples: number): string =>
  axis === 'hours' ? WORDS.hours(short(from), short(to)) : WORDS.samples(samples);

export const Panels = ({ diff }: { diff: Diff }) => {
  const [isAll, setAll] = useState(false);
  const [isShared, setShared] = useState(false);
  const { multiples, samples } = diff;
  const rows = new Map(diff.rows.map((r) => [r.id, r]));
  const all = multiples.panels.flatMap((panel) => {
    const row = rows.get(panel.id);
    return row === undefined ? [] : [{ panel, row }];
  });
  if (all.length === 0) return null;
  const shared = Math.max(...multiples.panels.map((p) => p.top));
  return (
    <div className={styles['panels']} role="group" aria-label={WORDS.title}>
      <h3>
        {WORDS.title} <small>{axisWords(multiples, samples.length)}</small>
      </h3>
      <p className={styles['key']}>
        <span>
          <i data-part="live" aria-hidden="true" /> {WORDS.live}
        </span>
        <span>
          <i data-part="kept" aria-hidden="true" /> {WORDS.kept}
        </span>
      </p>
      <Heights isShared={isShared} onPick={setShared} />
      <ul>
        {(isAll ? all : all.slice(0, FIRST)).map(({ panel, row }) => (
          <Small
            key={panel.id}
            panel={panel}
            row={row}
            axis={multiples}
            top={isShared ? shared : panel.top}
          />
        ))}
      </ul>
      {all.length > FIRST && (
        <button
          type="button"
          onClick={() => {
            setAll(!isAll);
          }}
        >
          {isAll ? WORDS.fewer : WORDS.more(all.length - FIRST)}
        </button>
      )}
    </div>
  );
};
