/**
 * `vmstat -s`: one count per line, then its words.
 * Pinned: FreeBSD usr.bin/vmstat/vmstat.c dosum() of 6.2, 9.3 and 12.1. The percentages of the
 * name cache at the end are recognised and not taken as rows.
 */
import type { VmstatSRow } from '../types';
import { readJoined } from '../reader';
import type { Reader, Taken } from '../reader';

const WORDS = new Set(
  `cpu context switches;device interrupts;software interrupts;traps;system calls;
kernel threads created;fork() calls;vfork() calls;rfork() calls;swap pager pageins;
swap pager pages paged in;swap pager pageouts;swap pager pages paged out;vnode pager pageins;
vnode pager pages paged in;vnode pager pageouts;vnode pager pages paged out;page daemon wakeups;
pagedaemon wakeups;pages examined by the page daemon;clean page reclamation shortfalls;
pages reactivated;pages reactivated by the page daemon;copy-on-write faults;
copy-on-write optimized faults;zero fill pages zeroed;zero fill pages prezeroed;
intransit blocking page faults;total VM faults taken;page faults requiring I/O;
pages affected by kernel thread creation;pages affected by fork();pages affected by vfork();
pages affected by rfork();pages cached;pages freed;pages freed by daemon;
pages freed by exiting processes;pages active;pages inactive;pages in VM cache;
pages in the laundry queue;pages wired down;virtual user pages wired down;pages free;
bytes per page;total name lookups`
    .split(/;\n?/)
    .map((w) => w.replace(/ /g, '')),
);

const readLine = (text: string): Omit<VmstatSRow, 'line'> | null => {
  const m = /^(\d{1,20}) ([a-z].{4,60})$/i.exec(text);
  if (m === null || !WORDS.has((m[2] ?? '').replace(/ /g, ''))) return null;
  return { name: m[2] ?? '', value: Number(m[1]) };
};

/** The two lines about the name cache. */
const RATES = /^(?:cache hits \(\d|deletions \d{1,3}%, falsehits)/;

export const vmstatS: Reader = {
  id: 'vmstat-s',
  title: 'vmstat -s: event counts',
  sniff: (line) => /^(?:\d+ [a-z]|cache hits|deletions)/i.test(line.compact),
  parse: (cursor): Taken | null => {
    const line = cursor.lines[cursor.at];
    if (line === undefined) return null;
    if (RATES.test(line.compact) && cursor.context.open === 'vmstat-s')
      return { count: 1, as: 'name cache rates', kind: 'vmstat-s', parts: [] };
    const read = readJoined(cursor, readLine, (next) => /^[a-z]/.test(next.compact));
    if (read === null) return null;
    return {
      count: read.count,
      as: read.value.name,
      kind: 'vmstat-s',
      parts: [{ kind: 'vmstat-s', rows: [{ line: line.line, ...read.value }] }],
    };
  },
  example: `  3924561 cpu context switches
     4096 bytes per page
    23871 pages wired down
`,
};
