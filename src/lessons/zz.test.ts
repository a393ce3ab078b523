import { it } from 'vitest';
import { seedBook, sceneAt } from './testkit';
import { writeFileSync } from 'node:fs';
import { holdersOf } from '../viewmodel/running/holders';
import { framesOfHolder } from '../sim';
it('dump', () => {
  const lines: string[] = [];
  for (const d of seedBook().values()) lines.push(`${d.id}\t${d.value} ${d.unit}\t${d.grade}\t${d.label}`);
  writeFileSync('/tmp/seedkeys.txt', lines.join('\n'));
  const out: string[] = [];
  for (const p of [['boot','start'],['ng_nat','start'],['ng_nat','night'],['ng_nat','daemon'],['ng_nat','half'],['ng_nat','links'],['ng_nat','full'],['ng_nat','panic'],['ng_nat_1g','start'],['ng_nat_1g','panic'],['fragmentation','panic'],['monthly_restart','served'],['ng_nat_capped','served']] as const) {
    const s = sceneAt({ scenario: p[0], moment: p[1] });
    const k = s.timeline.sim.kernel;
    out.push(`== ${p.join(' ')} at ${s.timeline.at}`);
    const hs = holdersOf(k) as any;
    const all = [] as string[];
    for (const v of (hs.all ?? hs.list ?? [])) { const n = framesOfHolder(s.survey, v.holder); if (n > 0) all.push(`${v.id}(${v.label})=${n}`); }
    out.push(Object.keys(hs).join());
    out.push(all.join(' '));
  }
  writeFileSync('/tmp/holders.txt', out.join('\n'));
});
