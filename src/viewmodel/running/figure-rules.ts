/** What is known of a figure by its name alone: as events report it, and as branches are compared by it. */
import type { Unit } from '../../base/derivation';
import { PAGE_WORDS, TYPE_WORDS, ZONE_WORDS } from '../../strings/en/derived';
import {
  FIGURE_RULES,
  FIGURE_WORDS,
  MAP_RULES,
  PART_RULES,
  PART_UNITS,
} from '../../strings/en/figures';
import type { FigureRule } from '../../strings/en/figures';

const ZONE_UNITS: Readonly<Record<string, Unit>> = {
  size: 'B',
  limit: 'items',
  used: 'items',
  free: 'items',
  requests: 'count',
  failures: 'count',
};
const TYPE_FILE = 'sys/kern/kern_malloc.c';

const zoneRule = (name: string, figure: string): FigureRule | null => {
  const [noun, rule, file, fn] = ZONE_WORDS[figure] ?? [];
  const unit = ZONE_UNITS[figure];
  if (noun === undefined || rule === undefined || file === undefined || fn === undefined)
    return null;
  return unit === undefined ? null : [`${noun} of zone ${name}`, unit, rule, file, fn];
};

const typeRule = (name: string, figure: string): FigureRule | null => {
  if (figure === 'sizes') {
    const [noun, ...rest] = FIGURE_WORDS.sizes;
    return [`${noun} ${name}`, ...rest];
  }
  const words = TYPE_WORDS[figure];
  if (words === undefined) return null;
  return [`${words[0]} ${name}`, figure === 'bytes' ? 'B' : 'count', words[1], TYPE_FILE, words[2]];
};

const pagesRule = (queue: string): FigureRule | null => {
  const words = PAGE_WORDS[queue];
  return words === undefined ? null : [words[0], 'pages', words[1], words[2], words[3]];
};

const partRule = (part: string, what: string): FigureRule | null => {
  const rule = PART_RULES[part];
  if (rule === undefined) return null;
  const [noun, unit, words, file, fn] = rule;
  return [`${noun}: ${what.slice(part.length + 1)}`, PART_UNITS[what] ?? unit, words, file, fn];
};

const mapRule = (what: string): FigureRule | null => {
  const [, name = '', figure = ''] =
    /^(.+) (size|allocated|largestHole|entries)$/s.exec(what) ?? [];
  const rule = MAP_RULES[figure];
  return rule === undefined ? null : [`${rule[0]} ${name}`, rule[1], rule[2], rule[3], rule[4]];
};

/** A zone is named alone where events report its items in use. */
const ofZone = (rest: string): FigureRule | null => {
  const [, name = '', figure = ''] = /^(.*) (\w+)$/s.exec(rest) ?? [];
  return (figure in ZONE_UNITS ? zoneRule(name, figure) : null) ?? zoneRule(rest, 'used');
};

const ofType = (rest: string): FigureRule | null => {
  const [, name = '', figure = ''] = /^(.*) (\w+)$/s.exec(rest) ?? [];
  return typeRule(name, figure);
};

const held = (name: string): FigureRule => {
  const [noun, ...rest] = FIGURE_WORDS.held;
  return [`${noun} ${name}`, ...rest];
};

/** @returns noun, unit, rule and source of a figure, or null where no figure has that name */
export const ruleOf = (what: string): FigureRule | null => {
  const own = FIGURE_RULES[what] ?? pagesRule(what);
  if (own !== null) return own;
  const [part = '', rest = ''] = what.split(/ (.*)/s);
  if (part === 'zone') return ofZone(rest);
  if (part === 'type') return ofType(rest);
  if (part === 'held') return held(rest);
  if (part === 'pages') return pagesRule(rest);
  return partRule(part, what) ?? mapRule(what);
};
