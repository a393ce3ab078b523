import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { explain } from '../explain/explain';
import { redact } from './redact';
import { writeReport } from './report';

const PASTE = `[alice@gate01 ~]$ uname -a
FreeBSD gate01.corp.test 6.2-STABLE FreeBSD 6.2-STABLE #3: Mon Jan  7 01:00:00 UTC 2008     bob@build7.corp.test:/usr/obj/usr/src/sys/ROUTER  i386
gate01# vmstat -z
ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES

UMA Kegs:                 140,        0,       88,        8,       88,        0
gate01:                   256,        0,       10,        5,      100,        0
128:                      128,        0,   243914,    16846, 637135440,        4
gate01# tail /var/log/messages
Jan  7 11:28:06 gate01 kernel: [zone: mbuf_cluster] kern.ipc.nmbclusters limit reached
Jan  7 11:28:07 gate01 kernel: All mbuf clusters exhausted, please see tuning(7). 10.20.30.40 10.20.30.41
kern.hostuuid: 4c4c4544-0042-3510
net.inet.addr: 10.20.30.40 fe80::21b:21ff:fe00:1 2001:67c:1::9 00:1b:21:0a:0b:0c
vm.kmem_size: 83415040
`;
const lines = (text: string, keep: readonly string[] = []) => redact(readText(text), keep);

describe('names and addresses', () => {
  const done = lines(PASTE);
  const out = done.lines.join('\n');
  it('are taken out, each with one stand-in', () => {
    expect(done.replaced.map((r) => [r.kind, r.value, r.by, r.line])).toEqual([
      ['host', 'gate01', 'host1', 1],
      ['user', 'alice', 'user1', 1],
      ['mail address', 'bob@build7.corp.test', 'mail1@example.org', 2],
      ['host', 'gate01.corp.test', 'host2.example.org', 2],
      ['IP address', '10.20.30.40', '192.0.2.1', 11],
      ['IP address', '10.20.30.41', '192.0.2.2', 11],
      ['serial', '4c4c4544-0042-3510', 'serial1', 12],
      ['Ethernet address', '00:1b:21:0a:0b:0c', '00:00:5e:00:53:01', 13],
      ['IP address', 'fe80::21b:21ff:fe00:1', '2001:db8::1', 13],
      ['IP address', '2001:67c:1::9', '2001:db8::2', 13],
    ]);
    for (const { value } of done.replaced.filter((r) => r.value !== 'gate01'))
      expect(out).not.toContain(value);
    expect(done.replaced.find((r) => r.value === 'gate01')?.lines).toBe(5);
  });
  it('leave the rows of tables and the figures alone', () => {
    expect(out).toContain('gate01:                   256,');
    expect(out.replace(/^gate01: .*$/m, '')).not.toContain('gate01');
    expect(done.lines).toHaveLength(PASTE.split('\n').length - 1);
    expect(out).toContain('vm.kmem_size: 83415040');
    expect(out).toContain('11:28:06');
  });
  it('stay where that is wished', () => {
    const kept = lines(PASTE, ['alice', '10.20.30.40']);
    expect(kept.lines[0]).toBe('[alice@host1 ~]$ uname -a');
    expect(kept.lines[10]).toContain('10.20.30.40 192.0.2.1');
  });
  it('give a stand-in that the paste does not hold', () => {
    const text =
      'kern.hostname: host1x\nJan  7 11:28:06 box7 kernel: 192.0.2.1 and 10.0.0.1, host1\n';
    const { replaced } = lines(text);
    expect(replaced.find((r) => r.value === '10.0.0.1')?.by).toBe('192.0.2.2');
    expect(replaced.find((r) => r.value === 'box7')?.by).toBe('host3');
  });
  it.each([
    'up 3 days, 4:05, 12:41:52 and 1:02',
    'FreeBSD 13.2-RELEASE FreeBSD 13.2-RELEASE releng/13.2-n254617-525ecfdad597 GENERIC amd64',
    'root@releng1.nyi.freebsd.org:/usr/obj/usr/src/amd64.amd64/sys/GENERIC',
    'inet 127.0.0.1 netmask 255.255.255.0 0.0.0.0',
    'dev.em.0.%desc: Intel(R) PRO/1000 7.6.1-k 1.2.3.4.5 999.1.1.1',
    'kern.ipc.nmbclusters: 25600',
    '37/3840/10048 mbufs in use (current/peak/max):',
    'std::vector of foo::bar, ::1 and 2001:db8::77',
  ])('are not seen in "%s"', (text) => {
    expect(lines(`${text}\n`).replaced).toEqual([]);
  });
  it.each([
    ['root@gate01:~ # vmstat -z', 'root@host1:~ # vmstat -z'],
    ['root@gate01:/usr/home/alice # vmstat -m', 'root@host1:/usr/home/user1 # vmstat -m'],
    ['gate01% vmstat -s', 'host1% vmstat -s'],
    ['gate01 ~> vmstat -s', 'host1 ~> vmstat -s'],
    ['> vadim at gate01:~>vmstat -m', '> user1 at host1:~>vmstat -m'],
    ['05:12 (alice@gate01) ~ % top -b', '05:12 (user1@host1) ~ % top -b'],
    ['$ ssh alice@gate01 vmstat -z', '$ ssh user1@host1 vmstat -z'],
    ['<5>Jan  7 11:28:06 gate01 kernel: x', '<5>Jan  7 11:28:06 host1 kernel: x'],
    [
      '2026-05-12T12:41:52.1+02:00 gate01.corp su: x',
      '2026-05-12T12:41:52.1+02:00 host1.example.org su: x',
    ],
    ['FreeBSD/amd64 (gate01) (ttyu0)', 'FreeBSD/amd64 (host1) (ttyu0)'],
    ['  Hostname: gate01', '  Hostname: host1'],
    ['From: Alice Smith <alice@corp.net>', 'From: person1 <mail1@example.org>'],
  ])('are found in "%s"', (text, out) => {
    expect(lines(`${text}\n`).lines).toEqual([out]);
  });
  it('stand in the report only as stand-ins, and the list names those that it holds', () => {
    const report = readText(PASTE);
    const { text, replaced, readsBack } = writeReport(report, explain(report));
    expect(readsBack).toBe(true);
    expect(replaced.length).toBeGreaterThan(5);
    for (const r of replaced) {
      expect(text).toContain(r.by);
      if (r.value !== 'gate01') expect(text).not.toContain(r.value);
    }
    expect(text).toMatch(/\d+\s+names\s+and\s+addresses\s+were\s+replaced\./);
  });
});

describe('for all addresses', () => {
  const octet = fc.integer({ min: 1, max: 254 });
  it('none is left, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.ipV6().filter((a) => !a.includes('.')),
            fc.emailAddress(),
            fc.tuple(octet, octet, octet, octet).map((o) => `10${o.join('.')}`.slice(0, 15)),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        (values) => {
          const text = values.map((v) => `seen from ${v} today`).join('\n');
          const once = lines(text);
          const again = lines(once.lines.join('\n'));
          expect(again.lines).toEqual(once.lines);
        },
      ),
      { seed: 20080107, numRuns: 100 },
    );
  });
  it('an IPv4 address in any line of the log is gone', () => {
    fc.assert(
      fc.property(
        octet,
        octet,
        octet,
        fc.constantFrom(' ', ':', ',', ')', '/24', ']'),
        (a, b, c, end) => {
          const ip = `10.${String(a)}.${String(b)}.${String(c)}`;
          expect(lines(`Jan  7 11:28:06 x kernel: from (${ip}${end} in`).lines[0]).not.toContain(
            ip,
          );
        },
      ),
      { seed: 20080107, numRuns: 100 },
    );
  });
});
