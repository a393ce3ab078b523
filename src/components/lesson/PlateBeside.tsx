/** The bar of a guess, on the same top and foot as the column beside it. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { FigureKind } from '../../lessons/types';
import { Plate } from './guess/Plate';
import type { GuessState } from './guess/use-guess';
import styles from './figure.module.css';

/** px where nothing stands beside it. */
const ALONE = { top: 52, height: 400 };

/** Top and height of the picture beside the bar, measured against the bar's own box. */
const pictureBeside = (box: HTMLElement): { top: number; height: number } => {
  const beside = box.parentElement?.querySelector('[data-columns], canvas');
  if (!(beside instanceof HTMLElement)) return ALONE;
  const style = getComputedStyle(beside);
  const [own, other] = [box.getBoundingClientRect(), beside.getBoundingClientRect()];
  const head =
    beside.dataset['columns'] === undefined
      ? 0
      : Number.parseFloat(style.getPropertyValue('--heads')) || 60;
  const foot = head === 0 ? 0 : Number.parseFloat(style.getPropertyValue('--foot')) || 30;
  const height = other.height - head - foot;
  return height < 120 ? ALONE : { top: other.top - own.top + head, height };
};

export const PlateBeside = ({ guess, kind }: { guess: GuessState; kind: FigureKind }) => {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(ALONE);
  useLayoutEffect(() => {
    const measure = (): void => {
      if (box.current === null) return;
      const next = pictureBeside(box.current);
      setPlace((now) => (now.top === next.top && now.height === next.height ? now : next));
    };
    measure();
    if (
      typeof ResizeObserver === 'undefined' ||
      box.current === null ||
      box.current.parentElement === null
    )
      return undefined;
    const watch = new ResizeObserver(measure);
    watch.observe(box.current.parentElement);
    return () => {
      watch.disconnect();
    };
  }, [kind, guess.phase]);
  return (
    <div ref={box} className={styles['plate']}>
      <Plate guess={guess} top={place.top} height={place.height} />
    </div>
  );
};
