/** Every scene stands at the moment that it names, and the view model gives what it gave. */
import { describe, expect, it } from 'vitest';
import { decodeLink } from '../../src/store/url-codec';
import { momentsOf } from '../../src/viewmodel/running/moments';
import { SCENES, hashOf, linkOf } from './scenes';
import type { Scene } from './scenes';
import { runOf, viewOf } from './views';

/** Position of the moment that a scene names. */
const momentOf = (scene: Scene): number => {
  const t = runOf(scene);
  const { id = 'end', before = 0 } = scene.moment ?? {};
  if (id === 'start') return 0;
  if (id === 'end') return t.length;
  const found = momentsOf(t, [], 0, t.length).find((m) => m.id === id);
  if (found === undefined) throw new Error(`no moment ${id} in ${scene.name}`);
  return found.at - before;
};

describe('scenes', () => {
  it('have names of their own, and a link that opens them', () => {
    expect(new Set(SCENES.map((s) => s.name)).size).toBe(SCENES.length);
    expect(SCENES.length).toBeGreaterThanOrEqual(12);
    for (const scene of SCENES) {
      expect(scene.name).toMatch(/^[a-z-]+$/);
      expect(decodeLink(hashOf(scene))).toEqual(linkOf(scene));
    }
  });
  it.each(SCENES)('$name: $what', (scene) => {
    if (scene.by === undefined) expect(scene.at).toBe(momentOf(scene));
    expect(viewOf(scene)).toMatchSnapshot();
  });
});
