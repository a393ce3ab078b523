import { describe, expect, it } from 'vitest';
import { readText } from './index';
import { fixtureText, rowsOfKind, summary } from './testkit';

const report = readText(fixtureText('seed-mail.txt'));

describe('the seed mail', () => {
  it('holds the blocks that a reader of the mail sees', () => {
    expect(summary(report)).toEqual([
      'panic unknown 32-32: 1',
      'vmstat-m m2 37-37: 1 dump',
      'sysctl unknown 92-96: 5',
      'top unknown 102-102: 1',
      'vmstat-m m2 115-115: 1',
      'vmstat-z z3 161-343: 90 dump',
    ]);
  });

  it('gives the panic with what was asked and what was allocated', () => {
    expect(rowsOfKind(report, 'panic')).toEqual([
      {
        line: 32,
        text: 'panic: kmem_malloc(16384): kmem_map too small: 83415040 total allocated',
        requested: 16384,
        allocated: 83415040,
      },
    ]);
  });

  it('gives libalias twice: in the dump, and a week after a restart', () => {
    const rows = rowsOfKind(report, 'vmstat-m');
    expect(rows.map((r) => [r.type, r.inUse, r.memUse / 1024, r.requests, r.sizes])).toEqual([
      ['libalias', 241127, 30161, 460568995, [128]],
      ['libalias', 79542, 9983, 179493840, [128]],
    ]);
    const [dump] = report.blocks.filter((b) => b.kind === 'vmstat-m');
    expect(dump?.command).toBe('vmstat -m -M /var/crash/vmcore.32 | grep alias');
  });

  it('joins the wrapped awk command and takes the sums below', () => {
    expect(report.sums).toEqual([
      {
        line: 40,
        command: "vmstat -m -M /var/crash/vmcore.32 | awk '{sum+=$3} END {print sum}'",
        value: 50407,
        fromDump: true,
      },
      {
        line: 117,
        command: "vmstat -m | awk '{sum+=$3} END {print sum}'",
        value: 28124,
        fromDump: false,
      },
    ]);
  });

  it('gives the five sysctls and the Mem line of top', () => {
    expect(rowsOfKind(report, 'sysctl').map((r) => [r.name, r.number])).toEqual([
      ['vm.kmem_size', 83415040],
      ['vm.kmem_size_max', 335544320],
      ['vm.kmem_size_scale', 3],
      ['vm.kvm_size', 1073737728],
      ['vm.kvm_free', 704638976],
    ]);
    const MIB = 1024 * 1024;
    expect(rowsOfKind(report, 'top')[0]?.fields).toEqual({
      active: 41 * MIB,
      inact: 1268 * 1024,
      wired: 102 * MIB,
      buf: 34 * MIB,
      free: 94 * MIB,
    });
  });

  it('agrees with the 90 rows that were taken from the mail by other means', () => {
    const expected = JSON.parse(fixtureText('seed-zones.json')) as Record<
      string,
      string | number
    >[];
    const rows = rowsOfKind(report, 'vmstat-z');
    expect(rows).toHaveLength(expected.length);
    expected.forEach((zone, i) => {
      const row = rows[i];
      expect(row?.name).toBe(zone['name']);
      expect([row?.size, row?.limit, row?.used, row?.free, row?.requests, row?.fail]).toEqual(
        ['size', 'limit', 'used', 'free', 'requests', 'failures'].map((k) => zone[k]),
      );
    });
  });

  it('keeps rows that begin with digits apart from numbers that carry a row on', () => {
    const names = new Set(rowsOfKind(report, 'vmstat-z').map((r) => r.name));
    for (const name of ['16', '32', '128', '4096', '16 Bucket', '128 Bucket'])
      expect(names.has(name)).toBe(true);
    const bucket = rowsOfKind(report, 'vmstat-z').find((r) => r.name === '128 Bucket');
    expect(bucket?.fail).toBe(109049);
  });

  it('accounts for every line', () => {
    expect(report.lines.map((l) => l.line)).toEqual(report.lines.map((_, i) => i + 1));
    expect(report.diagnostics).toEqual([]);
    expect(report.lines[31]).toMatchObject({ fate: 'understood', as: 'panic' });
    expect(report.lines[37]).toMatchObject({ fate: 'joined', as: 'command', joinedTo: 38 });
    expect(report.lines[38]).toMatchObject({ fate: 'joined', as: 'command', joinedTo: 38 });
    expect(report.lines[160]).toMatchObject({ fate: 'joined', as: 'header', joinedTo: 161 });
    expect(report.lines[0]).toEqual({
      line: 1,
      text: 'When will ZFS become stable?',
      fate: 'prose',
    });
  });

  it('knows the machine, with reasons', () => {
    const { machine } = report;
    expect([machine.release, machine.arch, machine.cpus]).toEqual(['6.2', 'i386', 1]);
    expect(machine.evidence.some((e) => /FAILURES/.test(e.reason))).toBe(true);
    expect(machine.evidence.some((e) => /KSEGRP/.test(e.reason))).toBe(true);
    expect(machine.evidence.find((e) => e.about === 'cpus')?.reason).toContain('120 B');
  });
});
