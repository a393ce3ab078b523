/** The live page of all scenes, in development only: each in a frame of its own size, scaled to fit. */
import { SCENES, hashOf } from './scenes';
import type { Scene } from './scenes';

/** px that a scene takes on the page. */
const WIDTH = 720;

const element = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  text = '',
): HTMLElementTagNameMap[K] => {
  const el = document.createElement(name);
  el.textContent = text;
  return el;
};

/** A frame that is filled once it comes near the screen: each of them is a whole machine. */
const frameOf = (scene: Scene): HTMLElement => {
  const { width, height } = scene.size;
  const scale = Math.min(1, WIDTH / width);
  const box = element('div');
  Object.assign(box.style, { width: `${width * scale}px`, height: `${height * scale}px` });
  const frame = element('iframe');
  frame.width = String(width);
  frame.height = String(height);
  frame.title = scene.name;
  frame.loading = 'lazy';
  Object.assign(frame.style, { transform: `scale(${scale})`, transformOrigin: '0 0', border: '0' });
  frame.src = `./${hashOf(scene)}`;
  box.append(frame);
  return box;
};

const show = (scene: Scene): HTMLElement => {
  const section = element('section');
  section.id = scene.name;
  const link = element(
    'a',
    `${scene.name}, ${scene.size.width} × ${scene.size.height}, ${scene.theme}`,
  );
  link.href = `./${hashOf(scene)}`;
  const head = element('h2');
  head.append(link);
  section.append(head, element('p', scene.what), frameOf(scene));
  return section;
};

/** `scenes.html?only=panic` shows one scene. */
const only = new URLSearchParams(location.search).get('only');
document
  .getElementById('scenes')
  ?.append(...SCENES.filter((s) => only === null || s.name === only).map(show));
