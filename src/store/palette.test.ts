/** The palette does what buttons and keys do, for what is on the screen. */
import { describe, expect, it } from 'vitest';
import { createAppStore } from './app-store';
import { TERMS } from '../strings/en/terms';
import { allCommands } from './commands';
import { foundEntries, matching, paletteEntries } from './palette';
import { RunController } from './run/controller';
import { DEFAULT_LINK } from './url-codec';

const page = () => {
  const store = createAppStore();
  const now = () => store.getState();
  return { now, labels: () => paletteEntries(now()).map((e) => e.label) };
};
/** A run that is not open: commands of a run are then in the list. */
const closedRun = (): RunController =>
  new RunController({ now: () => 0, frame: () => undefined, later: () => undefined });

describe('the palette', () => {
  it('lists every command that can do something, each entry once', () => {
    const { now } = page();
    const entries = paletteEntries(now());
    expect(new Set(entries.map((e) => e.id)).size).toBe(entries.length);
    const ids = entries.map((e) => e.id);
    expect(ids).toContain('opening');
    expect(ids).not.toContain('play');
    now().setControls(closedRun());
    now().setTheme('stage');
    const more = paletteEntries(now());
    expect(new Set(more.map((e) => e.id)).size).toBe(more.length);
    for (const c of allCommands().filter((x) => x.group === 'run'))
      expect(more.map((e) => e.id)).toContain(c.id);
  });
  it('chooses scenario, machine, lever and table by the link', () => {
    const { now } = page();
    now().setControls(closedRun());
    const run = (id: string): void => {
      paletteEntries(now())
        .find((e) => e.id === id)!
        .run(now());
    };
    now().setLink({ at: '40', by: '40.W10' });
    run('run fragmentation');
    expect(now().link).toMatchObject({ room: 'machine', run: 'fragmentation', at: '', by: '' });
    run('machine 6.2,i386,1G,agp=128M');
    run('lever pipe_open');
    run('table pipes');
    expect(now().link).toMatchObject({
      machine: '6.2,i386,1G,agp=128M',
      lever: 'pipe_open',
      table: 'pipes',
    });
  });
  it('hides parts of the room and shows them again', () => {
    const { now, labels } = page();
    now().setControls(closedRun());
    const run = (label: string): void => {
      paletteEntries(now())
        .find((e) => e.label === label)!
        .run(now());
    };
    expect(labels()).not.toContain('Show all that is hidden');
    run('Hide the tables');
    run('Hide the log');
    expect(now().link.hide).toBe('log,tables');
    run('Show the tables');
    expect(now().link.hide).toBe('log');
    run('Show all that is hidden');
    expect(now().link).toEqual({ ...DEFAULT_LINK, room: 'machine' });
  });
  it('finds figures by name, in any room', () => {
    const { now } = page();
    const [first] = foundEntries(now(), 'vm.kmem_size');
    expect(first).toMatchObject({ id: 'why vm.kmem_size' });
    first!.run(now());
    expect(now().link.why).toBe('vm.kmem_size');
    expect(foundEntries(now(), '')).toEqual([]);
  });
  it('finds terms with what they mean, by name first, and shows what can be seen', () => {
    const { now } = page();
    const [first] = foundEntries(now(), 'Wired');
    expect(first).toMatchObject({ id: 'term wired', isTerm: true });
    expect(first!.hint).toContain('must stay in RAM');
    first!.run(now());
    expect(now().said).toContain('must stay in RAM');
    expect(now().link.sel).toBe('');
    now().setControls(closedRun());
    first!.run(now());
    expect(now().link.sel).toBe('term:wired');
    expect(foundEntries(now(), 'fragmentation').map((e) => e.id)).toContain('term fragmentation');
    expect(foundEntries(now(), 'sleep').map((e) => e.id)).toContain('term M_WAITOK');
    expect(new Set(TERMS.map((t) => t.name)).size).toBe(TERMS.length);
  });
  it('gives all that fits, however much', () => {
    expect(foundEntries(page().now(), 'e').length).toBeGreaterThan(80);
  });
});

describe('what fits', () => {
  it('has every word, and begins with the first where it can', () => {
    const entries = paletteEntries(page().now());
    const labels = matching(entries, 'theme').map((e) => e.label);
    expect(labels).toEqual(['Stage theme on or off', 'Light theme', 'Dark theme']);
    expect(matching(entries, 'dark theme').map((e) => e.label)).toEqual(['Dark theme']);
    expect(matching(entries, 'leak scenario')[0]!.label).toMatch(/leak/);
    expect(matching(entries, '')).toBe(entries);
    expect(matching(entries, 'zzz')).toEqual([]);
  });
});
