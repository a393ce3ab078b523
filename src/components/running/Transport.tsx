/** Play, step, speed, and the scrubber with its marks. Buttons run the same commands as the keys. */
import { useMemo } from 'react';
import { COMMANDS } from '../../store/commands';
import { MARK_KINDS } from '../../store/run/marks';
import type { Mark, MarkKind } from '../../store/run/marks';
import { SPEEDS } from '../../store/url-codec';
import { TRANSPORT_WORDS as WORDS } from '../../strings/en/room';
import { positionWords } from '../../viewmodel/running/headline';
import { chaptersOf } from '../../viewmodel/running/log-lines';
import { trackLabels } from '../../viewmodel/running/track';
import { useApp, useAppStore } from '../app/store-context';
import { Choice } from './Choice';
import { useRun, useRunState } from './run-context';
import { useBox } from './use-box';
import { useHandOver } from './use-hand-over';
import { useIsHidden } from './use-hidden';
import styles from './transport.module.css';

type CommandId =
  'play' | 'stepOn' | 'stepBack' | 'nextMark' | 'previousMark' | 'fork' | 'undo' | 'goOn';

const Button = ({ id, words }: { id: CommandId; words: string }) => {
  const store = useAppStore();
  const command = COMMANDS[id];
  const ref = useHandOver('transport-play');
  return (
    <button
      ref={ref}
      id={`transport-${id}`}
      type="button"
      data-command={id}
      aria-keyshortcuts={command.hotkey}
      title={`${command.label} (${command.hotkey})`}
      onClick={() => {
        command.run(store.getState());
      }}
    >
      {words}
    </button>
  );
};

/** px between two marks that are both drawn. */
const NEAR = 3;

/** Marks by place, the strongest of those that fall together. */
const thinned = (marks: readonly Mark[], length: number, width: number): readonly Mark[] => {
  const kept = new Map<number, Mark>();
  const rank = (kind: MarkKind): number => MARK_KINDS.indexOf(kind);
  for (const mark of marks) {
    const at = Math.round(((mark.at / length) * width) / NEAR);
    const old = kept.get(at);
    if (old === undefined || rank(mark.kind) < rank(old.kind)) kept.set(at, mark);
  }
  return [...kept.values()];
};

const Track = ({ length, at }: { length: number; at: number }) => {
  const run = useRun();
  const [ref, { width }] = useBox({ width: 592, height: 46 });
  const marks = run.marks();
  const moments = run.moments();
  const { timeline } = run;
  const chapters = useMemo(
    () => (timeline === null ? [] : chaptersOf(timeline)),
    // The log of a timeline only ever grows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [timeline, length],
  );
  const x = (n: number): number => (length === 0 ? 0 : (n / length) * width);
  return (
    <div ref={ref} className={styles['track']} aria-hidden="true">
      <svg width={width} height={46}>
        <path className={styles['line']} d={`M0 23H${width}`} />
        <path className={styles['done']} d={`M0 23H${x(at)}`} />
        {chapters.map((c) => (
          <path key={c.from} className={styles['tick']} d={`M${x(c.from)} 23V28`} />
        ))}
        {moments.map((m) => (
          <path key={m.id} className={styles['moment']} d={`M${x(m.at)} 23V33`} />
        ))}
        {trackLabels(moments, chapters, length, width).map((l) => (
          <text
            key={l.key}
            className={styles['chapter']}
            data-moment={l.isMoment}
            data-panic={l.key === 'panic'}
            x={l.x}
            y={42}
          >
            {l.name}
          </text>
        ))}
        {thinned(marks, Math.max(length, 1), width).map((m) => (
          <path
            key={m.at}
            className={styles['mark']}
            data-kind={m.kind}
            d={m.kind === 'panic' ? `M${x(m.at)} 21l-5 -10h10Z` : `M${x(m.at)} 21v-9`}
          />
        ))}
        <path className={styles['here']} d={`M${x(at)} 14V32`} />
      </svg>
    </div>
  );
};

const Scrubber = () => {
  const run = useRun();
  const at = useRunState((s) => s.at);
  const length = useRunState((s) => s.length);
  const isMaking = useRunState((s) => s.status === 'making');
  return (
    <div className={styles['scrubber']}>
      <Track length={length} at={at} />
      <input
        id="position"
        type="range"
        min={0}
        max={length}
        value={at}
        aria-label={WORDS.scrubber}
        aria-valuetext={positionWords(at, length, isMaking)}
        onChange={(e) => {
          run.seek(Number(e.target.value));
        }}
      />
    </div>
  );
};

/** Kinds of marks that the run has, as a legend. */
export const Kinds = () => {
  const run = useRun();
  useRunState((s) => s.length);
  const kinds = new Set(run.marks().map((m) => m.kind));
  return (
    <ul className={styles['kinds']}>
      {MARK_KINDS.filter((kind) => kinds.has(kind)).map((kind) => (
        <li key={kind} data-kind={kind}>
          {WORDS.marks[kind]}
        </li>
      ))}
    </ul>
  );
};

/** Named moments, start and end, to go to. */
const GoTo = () => {
  const run = useRun();
  const at = useRunState((s) => s.at);
  const length = useRunState((s) => s.length);
  const places = [
    { at: 0, name: WORDS.start },
    ...run.moments(),
    ...(length > 0 ? [{ at: length, name: WORDS.end }] : []),
  ];
  // Several names may stand at one place: the list shows the first of them as the present one.
  const here = places.findIndex((p) => p.at === at);
  return (
    <label className={styles['goTo']}>
      {WORDS.goTo}{' '}
      <select
        value={here < 0 ? '' : String(here)}
        onChange={(e) => {
          const place = places[Number(e.target.value)];
          if (place !== undefined) run.seek(place.at);
        }}
      >
        {here < 0 && <option value="">–</option>}
        {places.map((p, i) => (
          <option key={p.name} value={i}>
            {p.name}
          </option>
        ))}
      </select>
    </label>
  );
};

export const Transport = () => {
  const isPlaying = useRunState((s) => s.isPlaying);
  const canUndo = useRunState((s) => s.canUndo);
  const hasRest = useRunState(
    (s) => s.load === '' && s.branches.find((b) => b.id === s.branch)?.hasRest === true,
  );
  const speed = useApp((s) => s.link.speed);
  const setLink = useApp((s) => s.setLink);
  const isHidden = useIsHidden('transport');
  if (isHidden) return null;
  return (
    <section className={styles['transport']} aria-label={WORDS.label}>
      <Scrubber />
      <div className={styles['buttons']}>
        <Button id="previousMark" words={WORDS.previous} />
        <Button id="stepBack" words={WORDS.back} />
        <Button id="play" words={isPlaying ? WORDS.pause : WORDS.play} />
        <Button id="stepOn" words={WORDS.step} />
        <Button id="nextMark" words={WORDS.next} />
        <GoTo />
        <Choice
          label={WORDS.speed}
          name="speed"
          options={SPEEDS}
          words={WORDS.speeds}
          value={speed}
          onChange={(value) => {
            setLink({ speed: value });
          }}
        />
        <Button id="fork" words={WORDS.fork} />
        {hasRest && <Button id="goOn" words={WORDS.goOn} />}
        {canUndo && <Button id="undo" words={WORDS.undo} />}
      </div>
    </section>
  );
};
