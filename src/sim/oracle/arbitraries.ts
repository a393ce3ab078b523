/** Random commands of all parts: whoever adds a verb adds it to the table of its part. */
import fc from 'fast-check';
import type { Command } from '../engine/commands';
import { CORE } from './core-commands';
import { FILES } from './file-commands';
import { NET } from './net-commands';
import { PIPES } from './pipe-commands';
import { PROC, SYSTEM } from './proc-commands';
import type { Part } from './weighted';

/** Every part by name. */
export const PARTS: Readonly<Record<string, Part>> = {
  core: CORE,
  proc: PROC,
  system: SYSTEM,
  file: FILES,
  pipe: PIPES,
  net: NET,
};

/** Something to work on, so that few random commands name what is not there. */
const SETTING: readonly Command[] = [
  { do: 'fork', as: 'shell', count: 2 },
  { do: 'fork', as: 'daemon', count: 2 },
  { do: 'mmap', process: 'shell', pages: 300 },
  { do: 'mmap', process: 'daemon', pages: 3000 },
  { do: 'file_create', as: 'log', count: 3, pages: 20 },
  { do: 'file_create', as: 'mail', count: 3, pages: 60, perdir: 2 },
  { do: 'pipe_open', as: 'pipe', count: 2 },
  { do: 'pipe_open', as: 'tube', count: 2 },
  { do: 'socket', as: 'web', proto: 'tcp', count: 2 },
  { do: 'socket', as: 'dns', proto: 'udp', count: 2 },
];

/** A command of these parts; of all where none is named. */
export const anyCommand = (...names: readonly string[]): fc.Arbitrary<Command> => {
  const parts = names.length === 0 ? Object.values(PARTS) : names.map((n) => PARTS[n] ?? []);
  return fc.oneof(...parts.flat());
};

/** No swap space, or some. */
const SWAP: readonly (readonly Command[])[] = [[], [{ do: 'swapon', pages: 4000 }]];

/** Commands of all parts, in a setting where most of them find what they work on. */
export const anyScript = (minLength: number, maxLength: number): fc.Arbitrary<Command[]> =>
  fc
    .tuple(fc.constantFrom(...SWAP), fc.array(anyCommand(), { minLength, maxLength, size: 'max' }))
    .map(([swap, commands]) => [...SETTING, ...swap, ...commands]);
