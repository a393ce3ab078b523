/**
 * What may stand a moment later than the rest of its room: below the fold, or slow to draw. It is
 * drawn in a task of its own, which gives way to the visitor, once the rest can be seen.
 */
import { useDeferredValue } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** px to keep free until then */
  readonly height?: number;
}

export const Later = ({ children, height = 0 }: Props) => {
  const isTime = useDeferredValue(true, false);
  return isTime ? children : <div aria-busy="true" style={{ minHeight: height }} />;
};
