/** Everything that a kernel decides at boot, with its derivation, on six machines, as it stood. */
import { describe, expect, it } from 'vitest';
import type { AnyDerivation } from '../../base/derivation';
import { GIB, MIB, bytes } from '../../base/units';
import { bootLayout } from './layout';
import { SEED_MACHINE, makeMachine } from './machine';
import type { MachineSpec, Region } from './types';

const MACHINES: readonly (readonly [name: string, machine: MachineSpec])[] = [
  ['router', SEED_MACHINE],
  ['small', makeMachine({ ram: bytes(24 * MIB) })],
  ['pae', makeMachine({ ram: bytes(6 * GIB), pae: true, smp: true })],
  ['7.3', makeMachine({ release: '7.3', ram: bytes(1 * GIB) })],
  ['amd64', makeMachine({ arch: 'amd64', ram: bytes(8 * GIB), smp: true })],
  [
    'tuned',
    makeMachine({
      release: '7.0',
      arch: 'amd64',
      ram: bytes(2 * GIB),
      tunables: { 'vm.kmem_size': 700 * MIB, 'kern.maxusers': 500, 'kern.ipc.nmbclusters': 30_000 },
    }),
  ],
];

/** Machines whose derivations are written out. */
const WHOLE = new Set(['router', '7.3', 'amd64']);

const inputs = (d: AnyDerivation): string =>
  d.inputs.map((i) => `${i.name} ${String(i.value)} ${i.unit}${i.ref ?? ''}`).join('; ');
const line = (id: string, d: AnyDerivation): string =>
  `${id} = ${String(d.value)} ${d.unit} | ${d.label} | ${d.formula} | ${inputs(d)} | ${d.source.file} ${d.source.function} | ${d.grade} | ${d.note ?? ''}`;
const brief = (id: string, d: AnyDerivation): string => `${id} = ${String(d.value)} ${d.unit}`;
const place = (r: Region): string =>
  JSON.stringify(r, (_, v: unknown) => (typeof v === 'bigint' ? `0x${v.toString(16)}` : v));

describe('a boot', () => {
  it.each(MACHINES)('of %s decides what it decided', async (name, machine) => {
    const made = bootLayout(machine);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const l = made.value;
    const isWhole = WHOLE.has(name);
    const text = [
      ...Object.entries(l.values).map(([id, d]) => (isWhole ? line : brief)(id, d)),
      ...Object.entries(l.sysctl).map(([id, d]) => `sysctl ${id} ${d.value}`),
      ...Object.entries(l.zoneLimits).map(([id, d]) =>
        (isWhole ? line : brief)(`limit of ${id}`, d),
      ),
      ...[...l.regions, ...l.outside].map(place),
      line('accounted', l.accounted),
      ...l.notes.map((n) => JSON.stringify(n)),
    ].join('\n');
    await expect(`${text}\n`).toMatchFileSnapshot(
      `../../../tests/fixtures/golden/boot-${name}.txt`,
    );
  });
});
