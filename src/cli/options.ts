/**
 * The command line of `kva layout`: which options there are, what they set, how they are read.
 * The help is written from the same table.
 */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { GIB, KIB, MIB } from '../base/units';
import { makeMachine } from '../sim';
import type { MachineSpec } from '../sim';

/** One option. `values` names its argument; an option without is a switch. */
export interface Option {
  readonly name: string;
  readonly field: keyof MachineSpec;
  readonly values?: 'SIZE' | 'N' | readonly string[];
  readonly help: string;
}

/** Every option but --set, in the order of the help. */
export const OPTIONS: readonly Option[] = [
  { name: '--release', field: 'release', values: ['6.2', '7.0', '7.3'], help: 'FreeBSD release' },
  { name: '--arch', field: 'arch', values: ['i386', 'amd64'], help: 'architecture' },
  { name: '--ram', field: 'ram', values: 'SIZE', help: 'installed RAM' },
  { name: '--smp', field: 'smp', help: 'a kernel with options SMP' },
  { name: '--pae', field: 'pae', help: 'a kernel with options PAE (i386)' },
  { name: '--kva-pages', field: 'kvaPages', values: 'N', help: 'options KVA_PAGES (i386)' },
  {
    name: '--kernel-end',
    field: 'kernelEnd',
    values: 'SIZE',
    help: 'where kernel and modules end',
  },
  { name: '--reserved-top', field: 'reservedTop', values: 'SIZE', help: 'RAM that the BIOS keeps' },
  { name: '--agp', field: 'agpAperture', values: 'SIZE', help: 'AGP aperture (6.2, i386)' },
  { name: '--threads', field: 'threads', values: 'N', help: 'kernel stacks that exist' },
  { name: '--vmspaces', field: 'vmspaces', values: 'N', help: 'address spaces that exist' },
];

const UNITS: Readonly<Record<string, number>> = { '': 1, K: KIB, M: MIB, G: GIB };

/** `256M` → 268435456; null where it is no whole number with K, M or G. */
export const parseSize = (text: string): number | null => {
  const found = /^(\d+)([KMG]?)B?$/i.exec(text);
  return found === null ? null : Number(found[1]) * (UNITS[(found[2] ?? '').toUpperCase()] ?? 1);
};

interface Draft {
  readonly fields: Record<string, unknown>;
  readonly tunables: Record<string, number>;
}

/** Takes `name=value`; returns what is wrong with it. */
const takeTunable = (draft: Draft, text: string): string | null => {
  const at = text.indexOf('=');
  const size = parseSize(text.slice(at + 1));
  if (at < 1 || size === null)
    return `--set ${text}: expected name=value, the value a whole number with K, M or G`;
  draft.tunables[text.slice(0, at)] = size;
  return null;
};

const takeOption = (draft: Draft, option: Option, text: string): string | null => {
  const { name, field, values } = option;
  if (Array.isArray(values)) {
    if (!values.includes(text)) return `${name} is ${text}: expected ${values.join(', ')}`;
    draft.fields[field] = text;
    return null;
  }
  const size = parseSize(text);
  if (size === null) return `${name} ${text}: expected a whole number with K, M or G`;
  draft.fields[field] = size;
  return null;
};

/** Takes one option with what follows it; returns how many words it took, or what is wrong. */
const take = (draft: Draft, word: string, next: string | undefined): number | string => {
  const option = OPTIONS.find((o) => o.name === word);
  if (option === undefined && word !== '--set') return `unknown option ${word}; see kva --help`;
  if (option !== undefined && option.values === undefined) {
    draft.fields[option.field] = true;
    return 1;
  }
  if (next === undefined) return `${word} needs a value`;
  const wrong = option === undefined ? takeTunable(draft, next) : takeOption(draft, option, next);
  return wrong ?? 2;
};

/** The machine that the words after `kva layout` describe, or one sentence about the first wrong one. */
export const parseMachine = (words: readonly string[]): Result<MachineSpec, string> => {
  const draft: Draft = { fields: {}, tunables: {} };
  for (let i = 0; i < words.length;) {
    const taken = take(draft, words[i] ?? '', words[i + 1]);
    if (typeof taken === 'string') return err(taken);
    i += taken;
  }
  return ok(makeMachine({ ...(draft.fields as Partial<MachineSpec>), tunables: draft.tunables }));
};
