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

/** A command of these parts; of all where none is named. */
export const anyCommand = (...names: readonly string[]): fc.Arbitrary<Command> => {
  const parts = names.length === 0 ? Object.values(PARTS) : names.map((n) => PARTS[n] ?? []);
  return fc.oneof(...parts.flat());
};
