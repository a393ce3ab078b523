/** What pictures and tables read of a machine that does everything, as it stood. */
import { describe, expect, it } from 'vitest';
import { busyWorld } from '../oracle/busy-world';
import * as view from './index';

const text = (v: unknown): string =>
  JSON.stringify(v, (_, x: unknown) =>
    typeof x === 'bigint' ? String(x) : ArrayBuffer.isView(x) ? Array.from(x as Int32Array) : x,
  );

describe('a machine that does everything', () => {
  const k = busyWorld().sim.kernel;
  const s = view.newSurvey(k);
  view.updateSurvey(k, s);
  const every = (n: number, step: number): number[] =>
    Array.from({ length: Math.ceil(n / step) }, (_, i) => 1 + i * step);

  it('shows what it showed', async () => {
    const lines: string[] = [];
    const say = (what: string, v: unknown): void => {
      lines.push(`${what} ${text(v)}`);
    };
    for (const r of view.procRows(k)) say('process', r);
    for (const r of view.pipeRows(k)) say('pipe', r);
    for (const r of view.swapRows(k)) say('swap', r);
    for (const r of view.bufRows(k)) say('buf', r);
    for (const r of view.vnodeRows(k)) say('vnode', r);
    for (const r of view.socketRows(k)) say('socket', r);
    say('swap figures', view.swapFigures(k));
    for (const { zone } of view.zoneNames(k)) say('zone', view.zoneRow(k, zone));
    k.mapNames.forEach((name, map) => {
      if (name === '') return;
      const range = view.mapExtent(k, map);
      say(`map ${name}`, { ...range, hole: view.largestHoleOf(k, map) });
      say(' stretches', view.mapStretches(k, map));
      say(' in entries', view.pagesInEntries(k, map));
    });
    for (const f of every(k.phys.pages, 97)) say('frame', view.frameFacts(k, s, f));
    for (const zone of ['128', 'mbuf', 'VNODE', 'PIPE'])
      for (const n of view.slabsOfZone(k, k.uma.names.indexOf(zone)).slice(0, 3))
        say('slab', view.slabFacts(k, n));
    for (const n of view.largeBlocks(k)) say('block', view.slabFacts(k, n));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
      '../../../tests/fixtures/golden/view.txt',
    );
  });

  it('reaches what it reached', async () => {
    const lines: string[] = [];
    const say = (what: string, v: unknown): void => {
      lines.push(`${what} ${text(v)}`);
    };
    for (const pid of [100, 101, 102, 103, 999]) {
      const p = view.processOfPid(k, pid);
      say(`pid ${pid}`, p < 1 ? p : view.framesOfProcess(k, p));
    }
    for (const n of [1, 2, 3]) {
      say(`pipe ${n}`, [view.placesOfPipe(k, n), view.framesOfPipe(k, n)]);
      say(`vnode ${n}`, view.framesOfVnode(k, n));
      say(`stack ${n}`, [view.placeOfStack(k, n), view.framesOfStack(k, n)]);
      say(`sf_buf ${n}`, view.placeOfSfBuf(k, n));
      const buf = view.placeOfBuf(k, n);
      say(`buf ${n}`, [buf, view.framesAt(k, buf)]);
    }
    for (const at of every(k.frameAt.a.length, 331).slice(0, 160))
      say(`page ${at}`, view.ownerOfPage(k, k.kmem.base + at));
    for (const f of every(k.phys.pages, 211)) say(`frame ${f}`, view.kernelPagesOf(k, f));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
      '../../../tests/fixtures/golden/reach.txt',
    );
  });
});
