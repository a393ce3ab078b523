/** Names in the prose around the tables, each in a place where it stands, and words that are no names. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { redact } from './redact';

const done = (text: string) => redact(readText(`${text}\n`));
const out = (text: string): string => done(text).lines.join('\n');

describe('names in prose', () => {
  it.each([
    ['On Mon, 7 Jan 2008, Alice Smith wrote:', 'On Mon, 7 Jan 2008, person1 wrote:'],
    ['> 07.01.08 @ 21:39 Robert N. M. Watson wrote:', '> 07.01.08 @ 21:39 person1 wrote:'],
    ['>> Alice Smith <alice@corp.net> wrote:', '>> person1 <mail1@example.org> wrote:'],
    ['> Alice wrote:', '> person1 wrote:'],
    ['Вадим Гончаров wrote:', 'person1 wrote:'],
    ['Alice Smith alice_s at corp.net', 'person1 mail1@example.org'],
    ['From: alice at corp.net (Alice Smith)', 'From: mail1@example.org (person1)'],
    ['Reported by: Alice Smith <alice@corp.net>', 'Reported by: person1 <mail1@example.org>'],
    ['write to alice (at) corp.net, please', 'write to mail1@example.org, please'],
    ['Regards,\n\nAlice', 'Regards,\n\nperson1'],
    ['> -- \n> Alice Smith', '> -- \n> person1'],
    ['my router gw.corp.net died', 'my router host1.example.org died'],
    ['it is called nas7.local here', 'it is called host1.example.org here'],
    ['a server named gate01 panics', 'a server named host1 panics'],
    ['su[412]: alice to root on /dev/pts/0', 'su[412]: user1 to root on /dev/pts/0'],
    ['Accepted publickey for alice from 10.1.2.3', 'Accepted publickey for user1 from 192.0.2.1'],
    ['uid=1001(alice) gid=1001(alice)', 'uid=1001(user1) gid=1001(user1)'],
    ['HOST=gate01 USER=alice', 'HOST=host1 USER=user1'],
    ['ether 00-1b-21-0a-0b-0c', 'ether 00:00:5e:00:53:01'],
  ])('%s', (text, expected) => {
    expect(out(text)).toBe(expected);
  });
  it.each([
    'the panic came at 11:28 and memory was free',
    'look at kern_malloc.c and at main.conf, or look at corp.net',
    'root at freebsd.org, and lists.freebsd.org/pipermail/x',
    'see bugs.freebsd.org, www.corp.net and https://tracker.corp.net/issues/7',
    'kern.ipc.nmbclusters and net.inet.tcp.de are names of sysctl',
    'vm.uma.net: 5',
    'On Mon Jan 7 it crashed. Jan wrote: nothing',
    'Requests/Failures, I guess, is a pure statistics, Size is one element',
    'the server is down and the host was slow',
    'Thanks,\n\nvmstat -z follows below, see it',
    'su[412]: root to toor on /dev/pts/0',
  ])('are not seen in %j', (text) => {
    expect(done(text).replaced).toEqual([]);
  });
  it('go on in every line, by one of their words too', () => {
    const text = 'On 7 Jan 2008, Alice Smith wrote:\n> hello\nThank you Alice, Mrs. Smith said so.';
    expect(out(text).split('\n').at(-1)).toMatch(/^Thank you person\d, Mrs\. person\d said so\.$/);
  });
  it('leave a word alone that the kernel uses in a line that was read', () => {
    const text = 'On 7 Jan 2008, Wired Free wrote:\nMem: 41M Active, 102M Wired, 94M Free\nWired?';
    expect(out(text)).toContain('Mem: 41M Active, 102M Wired, 94M Free\nWired?');
  });
  it('are found in the lists of top and ps, those of the system left out', () => {
    const text = [
      '  PID USERNAME    THR PRI NICE   SIZE    RES STATE   C   TIME    WCPU COMMAND',
      ' 1234 alice         1  20    0    13M  3000K select  0   0:01   0.00% vim',
      '  812 root          1  20    0    13M  3000K select  0   0:01   0.00% cron',
      '',
      'USER   PID %CPU %MEM   VSZ  RSS TT  STAT STARTED    TIME COMMAND',
      'bob   1235  0.0  0.1 13000 3000  0  S    11:28   0:00.01 sh',
      '_ntp   900  0.0  0.1 13000 3000  -  S    11:28   0:00.01 ntpd',
    ].join('\n');
    expect(done(text).replaced.map((r) => [r.kind, r.value])).toEqual([
      ['user', 'alice'],
      ['user', 'bob'],
    ]);
  });
});

describe('the thread’s mail', () => {
  const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
  const { lines, replaced } = redact(readText(mail));
  it('names nobody, and reads as before', () => {
    expect(replaced.map((r) => r.value)).toEqual([
      'vadim_nuclight at mail.ru',
      'Vadim Goncharov',
      'Robert Watson',
      '209.85.135.104',
      'vadim',
    ]);
    expect(lines.join('\n')).not.toMatch(/vadim|goncharov|watson|nuclight/i);
    const rows = (text: string) => readText(text).blocks.map((b) => [b.kind, b.rows.length]);
    expect(rows(lines.join('\n'))).toEqual(rows(mail));
  });
});
