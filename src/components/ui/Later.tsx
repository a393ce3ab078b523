/**
 * What may stand a moment later than the rest of its room: below the fold, or slow to draw. It is
 * drawn in a task of its own, which gives way to the visitor, once the rest can be seen.
 */
import { useDeferredValue } from 'react';
import type { ReactNode } from 'react';

export const Later = ({ children }: { readonly children: ReactNode }) => {
  const isTime = useDeferredValue(true, false);
  return isTime ? children : <div aria-busy="true" />;
};
