/**
 * Zones from `sysctl vm.uma`: a tree of some thirty values for each zone. Where a text has the tree and
 * no `vmstat -z`, its zones become the rows that `vmstat -z` would print, as far as the tree tells.
 *
 *   vm.uma.UMA_Kegs.size          SIZE       vm.uma.UMA_Kegs.stats.current   USED
 *   vm.uma.UMA_Kegs.keg.*         FREE       vm.uma.UMA_Kegs.stats.fails     FAIL
 *
 * Pinned: FreeBSD sys/vm/uma_core.c zone_alloc_sysctl() and zone_ctor() of 13 and 14.
 */
import type { Diagnostic } from '../base/diagnostic';
import type { Gathered } from './reader';
import type { Block, SysctlRow, ZoneRow } from './types';

const LEAF =
  /^vm\.uma\.([\w%-]{1,60})\.((?:size|flags|bucket_size\w*|keg|limit|domain|stats)(?:\.[\w%-]{1,40}){0,4})$/;

interface Node {
  /** the zone as sysctl writes it */
  readonly node: string;
  readonly line: number;
  readonly leaves: Map<string, SysctlRow>;
}

/** One reading of the tree: a value that comes again begins the next. */
type Sample = Map<string, Node>;

const samplesOf = (rows: readonly SysctlRow[]): readonly Sample[] => {
  const samples: Sample[] = [];
  for (const row of rows) {
    const [, node, leaf] = LEAF.exec(row.name) ?? [];
    if (node === undefined || leaf === undefined) continue;
    const last = samples.at(-1);
    const again = last?.get(node)?.leaves.has(leaf) === true;
    const sample = last === undefined || again ? new Map<string, Node>() : last;
    if (sample !== last) samples.push(sample);
    const known = sample.get(node) ?? { node, line: row.line, leaves: new Map() };
    known.leaves.set(leaf, row);
    sample.set(node, known);
  }
  return samples;
};

/** Characters that a name of sysctl cannot hold are underscores there. */
const written = (name: string): string => name.replace(/[./\\ -]/g, '_');

const numberAt = ({ leaves }: Node, leaf: string): number | undefined => leaves.get(leaf)?.number;

/** Sum over memory domains, `keg.domain.0.pages` and so on; null where no domain has the value. */
const overDomains = ({ leaves }: Node, head: string, tail: string): number | null => {
  let sum: number | null = null;
  for (const [leaf, { number }] of leaves)
    if (number !== undefined && leaf.startsWith(`${head}.`) && leaf.endsWith(`.${tail}`))
      sum = (sum ?? 0) + number;
  return sum;
};

const kegName = ({ leaves }: Node): string => leaves.get('keg.name')?.value ?? '';

/** A zone of the keg's own name, perhaps with a number behind it; others share the keg. */
const ownsKeg = (zone: Node): boolean => {
  const name = written(kegName(zone));
  return name !== '' && (zone.node === name || /^_\d+$/.test(zone.node.slice(name.length)))
    ? zone.node.startsWith(name)
    : false;
};

/** Items that all slabs of a keg have room for. */
const slots = (zone: Node): number | null => {
  const pages = overDomains(zone, 'keg.domain', 'pages') ?? numberAt(zone, 'keg.pages') ?? null;
  const [ppera, ipers] = [numberAt(zone, 'keg.ppera'), numberAt(zone, 'keg.ipers')];
  if (pages === null || ppera === undefined || ipers === undefined || ppera < 1) return null;
  return Math.floor(pages / ppera) * ipers;
};

const inBuckets = (zone: Node): number => overDomains(zone, 'domain', 'nitems') ?? 0;

/** FREE, and whether the items in the buckets of the CPUs are in it; the tree does not list those. */
const freeOf = (zone: Node, sample: Sample): { readonly free: number; readonly whole: boolean } => {
  const current = numberAt(zone, 'stats.current') ?? 0;
  const all = ownsKeg(zone) ? slots(zone) : null;
  if (all !== null) {
    const sharers = [...sample.values()].filter(
      (z) => z !== zone && kegName(z) === kegName(zone) && !ownsKeg(z),
    );
    const theirs = sharers.reduce(
      (n, z) => n + (numberAt(z, 'stats.current') ?? 0) + inBuckets(z),
      0,
    );
    return { free: Math.max(0, all - current - theirs), whole: true };
  }
  const items = numberAt(zone, 'limit.items') ?? 0;
  if (items > 0) return { free: Math.max(0, items - current), whole: true };
  return { free: inBuckets(zone), whole: false };
};

const rowOf = (zone: Node, sample: Sample): ZoneRow | null => {
  const [size, used] = [numberAt(zone, 'size'), numberAt(zone, 'stats.current')];
  if (size === undefined || used === undefined) return null;
  return {
    line: zone.line,
    name: ownsKeg(zone) && zone.node === written(kegName(zone)) ? kegName(zone) : zone.node,
    size,
    limit: numberAt(zone, 'limit.max_items') ?? 0,
    used: Math.max(0, used),
    free: freeOf(zone, sample).free,
    requests: numberAt(zone, 'stats.allocs') ?? 0,
    fail: numberAt(zone, 'stats.fails') ?? 0,
    sleep: numberAt(zone, 'limit.sleeps') ?? 0,
    xdomain: numberAt(zone, 'stats.xdomain') ?? 0,
  };
};

const remark = (line: number, sample: Sample, rows: number): Diagnostic => {
  const short = [...sample.values()].filter((z) => !freeOf(z, sample).whole).length;
  const less =
    short === 0
      ? ''
      : ` Of ${short} without slabs of their own, FREE lacks what the CPUs have in their buckets.`;
  return {
    line,
    column: 1,
    severity: 'info',
    found: `sysctl vm.uma with ${rows} whole zones of ${sample.size}`,
    expected: 'vmstat -z',
    done: rows === 0 ? 'kept' : 'guessed',
    run: rows === 0 ? 'sysctl vm.uma' : 'vmstat -z',
    message:
      rows === 0
        ? 'These values of vm.uma lack size or stats.current, so they make no table of zones. Run sysctl vm.uma, or vmstat -z.'
        : `The table of zones is reckoned from sysctl vm.uma: FREE is pages ÷ ppera × ipers less what is in use.${less} vmstat -z prints it.`,
  };
};

const LEAST_LEAVES = 2;

/**
 * The tables that trees of vm.uma stand for, and a remark on each. None where the text has zones as
 * `vmstat -z` prints them, or only a value or two of the tree.
 */
export const umaTrees = (blocks: readonly Block[]): Gathered => {
  if (blocks.some((b) => b.kind === 'vmstat-z')) return { blocks: [], diagnostics: [] };
  const sysctls = blocks.filter((b) => b.kind === 'sysctl');
  const tables: Block[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const sample of samplesOf(sysctls.flatMap((b) => b.rows))) {
    const zones = [...sample.values()];
    if (zones.every((z) => z.leaves.size < LEAST_LEAVES)) continue;
    const rows = zones.flatMap((z) => rowOf(z, sample) ?? []);
    const lines = zones.flatMap((z) => [...z.leaves.values()].map((r) => r.line));
    const [from, to] = [Math.min(...lines), Math.max(...lines)];
    diagnostics.push(remark(from, sample, rows.length));
    if (rows.length === 0) continue;
    const home = sysctls.find((b) => b.lines[0] <= from && from <= b.lines[1]);
    tables.push({
      kind: 'vmstat-z',
      era: 'vm.uma',
      lines: [from, to],
      rows,
      ...(home?.command === undefined ? {} : { command: home.command }),
      fromDump: home?.fromDump ?? false,
    });
  }
  return { blocks: tables, diagnostics };
};
