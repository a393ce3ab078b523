/** Lets a column move from what it showed before to what it shows now. Without a provider nothing moves. */
import { createContext } from 'react';
import type { Column } from '../../viewmodel/ruler/types';
import type { Frame } from './geometry';

/** Called after each drawing; it finds out by itself whether there is anything to move. */
export interface Morph {
  readonly column: (el: SVGGElement | null, column: Column, frame: Frame) => void;
  /** @param id what it is the writing or the guide of, unique among those that fade */
  readonly fade: (el: SVGGElement | null, id: string) => void;
}

export const MorphContext = createContext<Morph | null>(null);
