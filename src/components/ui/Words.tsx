/** A sentence in which backticks mark what a terminal would show. */
import { Fragment } from 'react';

export const Words = ({ children }: { children: string }) =>
  children
    .split('`')
    .map((part, i) =>
      i % 2 === 1 ? <code key={i}>{part}</code> : <Fragment key={i}>{part}</Fragment>,
    );
