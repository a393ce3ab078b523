/** The texts of the lessons, each fetched when its lesson is opened. */
import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { MDXContent } from 'mdx/types';

type Text = ComponentType<Parameters<MDXContent>[0]>;

const FILES = import.meta.glob<{ readonly default: MDXContent }>('../../lessons/*/text.mdx');

const LOADED = new Map(
  Object.entries(FILES).map(([path, load]) => {
    const number = Number(/\/(\d+)-[^/]*\/text\.mdx$/.exec(path)?.[1] ?? 0);
    return [number, { load, view: lazy<Text>(load) }] as const;
  }),
);

/** The text of a lesson, or undefined where there is none. */
export const textOf = (number: number): Text | undefined => LOADED.get(number)?.view;

/** Fetches all texts, so that nothing is asked of the network later. */
export const fetchTexts = async (): Promise<void> => {
  await Promise.all([...LOADED.values()].map(({ load }) => load()));
};
