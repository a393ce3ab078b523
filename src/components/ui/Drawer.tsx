/** The panel that explains one number: formula, inputs, source, how sure we are. */
import { useEffect, useRef } from 'react';
import { LazyMotion, m, useReducedMotion } from 'framer-motion';
import type { AnyDerivation } from '../../base/derivation';
import { formatSize, formatValue } from '../../base/format';
import { MIB, PAGE_SIZE } from '../../base/units';
import { DRAWER, PANEL_WORDS } from '../../strings/en/panels';
import { selectBook } from '../../store/selectors';
import { useApp } from '../app/store-context';
import styles from './ui.module.css';

const features = () => import('./motion-features').then((f) => f.default);

const Inputs = ({ d }: { d: AnyDerivation }) => {
  const explain = useApp((s) => s.explain);
  const book = useApp(selectBook);
  return (
    <dl className={styles['inputs']}>
      {d.inputs.map((input, i) => (
        <div key={`${input.name}-${String(i)}`}>
          <dt>{input.name}</dt>
          <dd>
            {input.ref !== undefined && book.has(input.ref) ? (
              <button
                type="button"
                className={styles['num']}
                onClick={() => {
                  explain(input.ref ?? '');
                }}
              >
                {formatValue(input.value, input.unit)}
              </button>
            ) : (
              formatValue(input.value, input.unit)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** The same amount as people say it. */
const Also = ({ d }: { d: AnyDerivation }) => {
  const size = d.unit === 'B' ? Number(d.value) : Number(d.value) * PAGE_SIZE;
  if ((d.unit !== 'B' && d.unit !== 'pages') || size < MIB) return null;
  return <small>= {formatSize(size)}</small>;
};

/** Digits of a commit that tell it apart. */
const COMMIT_DIGITS = 12;

const SourceName = ({ repository }: { repository: string }) => {
  const [name, commit] = repository.split('@');
  if (commit === undefined) return name;
  return (
    <>
      {name}
      <br />
      {DRAWER.commit} {commit.slice(0, COMMIT_DIGITS)}
    </>
  );
};

const Body = ({ d }: { d: AnyDerivation }) => (
  <>
    <h2 className={styles['drawerName']} id="drawer-name">
      {d.label}
    </h2>
    <p className={styles['drawerValue']}>
      {formatValue(d.value, d.unit)} <Also d={d} />
    </p>
    <h3>{DRAWER.how}</h3>
    <p>{d.formula}</p>
    {d.inputs.length > 0 && <h3>{DRAWER.from}</h3>}
    <Inputs d={d} />
    <h3>{DRAWER.sure}</h3>
    <p>{DRAWER.grades[d.grade]}</p>
    {d.note !== undefined && <p className={styles['note']}>{d.note}</p>}
    <h3>{DRAWER.source}</h3>
    <p className={styles['source']}>
      {d.source.function}
      <br />
      {d.source.file}
      <br />
      <SourceName repository={d.source.repository} />
    </p>
  </>
);

/** Open while the link names a known derivation. Focus goes in, and back where it came from. */
export const Drawer = () => {
  const why = useApp((s) => s.link.why);
  const room = useApp((s) => s.link.room);
  const book = useApp(selectBook);
  const close = useApp((s) => s.close);
  const panel = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const isStill = useReducedMotion() === true;
  const d = book.get(why);
  const isOpen = d !== undefined;
  useEffect(() => {
    if (isOpen) {
      if (panel.current?.contains(document.activeElement) !== true)
        cameFrom.current = document.activeElement;
      panel.current?.focus();
    } else if (cameFrom.current instanceof HTMLElement || cameFrom.current instanceof SVGElement) {
      cameFrom.current.focus();
      cameFrom.current = null;
    }
  }, [isOpen, why]);
  if (d === undefined) return null;
  return (
    <LazyMotion features={features} strict>
      <m.aside
        ref={panel}
        className={styles['drawer']}
        data-room={room}
        tabIndex={-1}
        aria-labelledby="drawer-name"
        initial={{ x: isStill ? 0 : room === 'opening' ? -24 : 24 }}
        animate={{ x: 0 }}
        transition={{ duration: 0.18 }}
      >
        <button type="button" className={styles['close']} onClick={close}>
          {PANEL_WORDS.close}
        </button>
        <Body d={d} />
      </m.aside>
    </LazyMotion>
  );
};
