import { describe, expect, it } from 'vitest';
import { createAppStore } from './app-store';
import { RunController } from './run/controller';
import { COMMANDS, allCommands, canRun, commandForKey } from './commands';

const page = () => {
  const store = createAppStore();
  return { store, now: () => store.getState() };
};

describe('the page', () => {
  it('goes to a room and closes what was explained', () => {
    const { now } = page();
    now().explain('vm.kmem_size', 'kmem_map');
    expect(now().link).toMatchObject({ why: 'vm.kmem_size', band: 'kmem_map' });
    now().go('machine');
    expect(now().link).toMatchObject({ room: 'machine', why: '', band: '' });
  });
  it('takes a text, drops the example, and the example drops the text', () => {
    const { now } = page();
    now().openExample();
    expect(now()).toMatchObject({ text: '', link: { room: 'diagnose', example: 'seed' } });
    now().paste('vm.kmem_size: 1', 'a.txt');
    expect(now()).toMatchObject({ text: 'vm.kmem_size: 1', fileName: 'a.txt' });
    expect(now().link.example).toBe('none');
    now().clear();
    expect(now()).toMatchObject({ text: '', fileName: '', link: { room: 'diagnose' } });
  });
  it('never puts a pasted text into the link by itself', () => {
    const { now } = page();
    now().setLink({ data: 'old' });
    now().paste('secret');
    expect(JSON.stringify(now().link)).not.toContain('secret');
    expect(now().link.data).toBe('');
  });
  it('keeps the rest of the link when a part changes', () => {
    const { now } = page();
    now().setTheme('stage');
    now().openRegion('pipe_map');
    expect(now().link).toMatchObject({ theme: 'stage', open: 'pipe_map' });
  });
});

describe('commands', () => {
  it('have one key each', () => {
    const withKey = allCommands().filter((c) => c.hotkey !== undefined);
    const keys = [...new Set(withKey.map((c) => c.hotkey ?? ''))];
    // The keys of a clicker speak to the speaker first: they alone may stand twice.
    expect(keys.filter((key) => withKey.filter((c) => c.hotkey === key).length > 1)).toEqual([
      'b',
      '.',
    ]);
    for (const hotkey of keys) {
      const [key = '', mod] = hotkey.split('+').reverse();
      const first = withKey.find((c) => c.hotkey === hotkey);
      expect(commandForKey(key, mod === 'mod')).toBe(first);
      expect(commandForKey(key, mod !== 'mod')).not.toBe(first);
    }
  });
  it('give a clicker its keys only where something is shown to a room', () => {
    const { now } = page();
    now().setControls(
      new RunController({ now: () => 0, frame: () => undefined, later: () => undefined }),
    );
    expect(commandForKey('.', false, now())?.id).toBe('stepOn');
    expect(commandForKey('pagedown', false, now())).toBeUndefined();
    now().setTheme('stage');
    expect(commandForKey('.', false, now())?.id).toBe('blankToo');
    expect(commandForKey('pagedown', false, now())?.id).toBe('nextStep');
  });
  it('switch the stage theme on and off', () => {
    const { now } = page();
    COMMANDS.stage.run(now());
    expect(now().link.theme).toBe('stage');
    COMMANDS.stage.run(now());
    expect(now().link.theme).toBe('auto');
  });
  it('close what is open', () => {
    const { now } = page();
    COMMANDS.help.run(now());
    now().explain('x');
    COMMANDS.close.run(now());
    expect(now()).toMatchObject({ isHelpOpen: false, link: { why: '' } });
  });
  it('of a run and of tools are for a room that has them', () => {
    const { now } = page();
    expect(canRun(COMMANDS.play, now())).toBe(false);
    expect(canRun(COMMANDS.svg, now())).toBe(false);
    expect(canRun(COMMANDS.opening, now())).toBe(true);
    let saved = 0;
    now().setTools({
      svg: () => {
        saved += 1;
      },
    });
    expect(canRun(COMMANDS.svg, now())).toBe(true);
    COMMANDS.svg.run(now());
    expect(saved).toBe(1);
    now().setTools({ svg: undefined });
    expect(canRun(COMMANDS.svg, now())).toBe(false);
    for (const c of allCommands())
      expect(() => {
        c.run(page().now());
      }).not.toThrow();
  });
  it('mean nothing for other keys', () => {
    expect(commandForKey('y')).toBeUndefined();
  });
});
