/**
 * The picture on the screen as one SVG: drawings are copied with the style that they have, canvases
 * become images, words stand where they stand. Nothing is fetched; a reader without our faces sees
 * others, at the same width.
 */
import { plainColour } from '../../render/hatch';
import { hatchedBox } from './picture-hatch';

const NS = 'http://www.w3.org/2000/svg';

/** What of a style a drawing needs to look the same elsewhere. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-stretch',
  'text-anchor',
  'paint-order',
  'stroke-linejoin',
  'visibility',
  'display',
] as const;

interface Origin {
  readonly x: number;
  readonly y: number;
}

const element = (name: string, attributes: Readonly<Record<string, string | number>>): Element => {
  const el = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) el.setAttribute(key, String(value));
  return el;
};

/** Copies styles from a drawing to its copy, element by element. */
const copyStyles = (from: Element, to: Element): void => {
  const style = getComputedStyle(from);
  to.removeAttribute('class');
  to.removeAttribute('style');
  // Attributes, for the page's policy allows no style in an element.
  for (const name of STYLES) to.setAttribute(name, plainColour(style.getPropertyValue(name)));
  if (from instanceof SVGTextElement && from.children.length === 0) {
    to.setAttribute('textLength', String(from.getComputedTextLength()));
    to.setAttribute('lengthAdjust', 'spacingAndGlyphs');
  }
  Array.from(from.children).forEach((child, i) => {
    const copy = to.children[i];
    if (copy !== undefined) copyStyles(child, copy);
  });
};

const drawing = (svg: SVGElement, origin: Origin): Element => {
  const box = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as Element;
  copyStyles(svg, copy);
  for (const [key, value] of Object.entries({
    x: box.x - origin.x,
    y: box.y - origin.y,
    width: box.width,
    height: box.height,
  }))
    copy.setAttribute(key, String(value));
  copy.setAttribute('overflow', 'visible');
  return copy;
};

const image = (canvas: HTMLCanvasElement, origin: Origin): Element => {
  const box = canvas.getBoundingClientRect();
  return element('image', {
    x: box.x - origin.x,
    y: box.y - origin.y,
    width: box.width,
    height: box.height,
    preserveAspectRatio: 'none',
    'image-rendering': 'pixelated',
    href: canvas.toDataURL('image/png'),
  });
};

/** The words of one text node; a line that wraps is one text a line. */
const words = (node: Text, origin: Origin): Element[] => {
  const parent = node.parentElement;
  if (parent === null || node.data.trim() === '') return [];
  const style = getComputedStyle(parent);
  const lines = new Map<number, { from: number; to: number }>();
  const range = document.createRange();
  for (let i = 0; i < node.length; i += 1) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const line = lines.get(box.top);
    lines.set(box.top, { from: line?.from ?? i, to: i + 1 });
  }
  return Array.from(lines.values(), ({ from, to }) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    const box = range.getBoundingClientRect();
    const text = element('text', {
      x: box.x - origin.x,
      y: box.y - origin.y + box.height * 0.78,
      textLength: box.width,
      lengthAdjust: 'spacingAndGlyphs',
      fill: style.color,
      'font-family': style.fontFamily,
      'font-size': style.fontSize,
      'font-weight': style.fontWeight,
    });
    text.textContent = node.data.slice(from, to);
    return text;
  });
};

const NO_COLOUR = 'rgba(0, 0, 0, 0)';

/** The ground of a box and its lines. */
const frame = (el: Element, origin: Origin): Element[] => {
  const style = getComputedStyle(el);
  const box = el.getBoundingClientRect();
  const [x, y] = [box.x - origin.x, box.y - origin.y];
  const parts: Element[] = [];
  const { width, height } = box;
  if (style.backgroundColor !== NO_COLOUR)
    parts.push(element('rect', { x, y, width, height, fill: plainColour(style.backgroundColor) }));
  parts.push(...hatchedBox(style, { x, y, width, height }, element));
  const lines = [
    ['top', { x, y, width }],
    ['bottom', { x, y: y + height - Number.parseFloat(style.borderBottomWidth), width }],
    ['left', { x, y, height }],
    ['right', { x: x + width - Number.parseFloat(style.borderRightWidth), y, height }],
  ] as const;
  for (const [side, place] of lines) {
    const thick = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
    const fill = plainColour(style.getPropertyValue(`border-${side}-color`));
    if (thick > 0 && fill !== NO_COLOUR)
      parts.push(element('rect', { width: thick, height: thick, ...place, fill }));
  }
  return parts;
};

/** The choice of a list, as words. */
const chosen = (el: HTMLSelectElement, origin: Origin): Element => {
  const style = getComputedStyle(el);
  const box = el.getBoundingClientRect();
  const text = element('text', {
    x: box.x - origin.x + 4,
    y: box.y - origin.y + box.height * 0.68,
    fill: style.color,
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    'font-weight': style.fontWeight,
  });
  text.textContent = el.selectedOptions[0]?.text ?? '';
  const pen = document.createElement('canvas').getContext('2d');
  if (pen !== null) {
    // A reader with other faces keeps to the same width.
    pen.font = style.font;
    text.setAttribute('textLength', String(pen.measureText(text.textContent).width));
    text.setAttribute('lengthAdjust', 'spacingAndGlyphs');
  }
  return text;
};

const isSeen = (el: Element): boolean => {
  const style = getComputedStyle(el);
  const box = el.getBoundingClientRect();
  return (
    style.display !== 'none' &&
    style.visibility !== 'hidden' &&
    style.opacity !== '0' &&
    // What only screen readers are told is one pixel large.
    (box.width > 1 || box.height > 1)
  );
};

/** Everything in an element that can be drawn, back to front. */
const partsOf = (node: Node, origin: Origin): Element[] => {
  if (node instanceof Text) return words(node, origin);
  if (!(node instanceof Element) || !isSeen(node)) return [];
  if (node instanceof HTMLCanvasElement) return [image(node, origin)];
  if (node instanceof SVGElement) return [drawing(node, origin)];
  if (node instanceof HTMLInputElement) return [];
  if (node instanceof HTMLSelectElement) return [chosen(node, origin)];
  return [
    ...frame(node, origin),
    ...Array.from(node.childNodes).flatMap((child) => partsOf(child, origin)),
  ];
};

/** @param parts elements of the page that make the picture; @returns null where nothing can be seen */
export const pictureSvg = (parts: readonly Element[]): string | null => {
  const boxes = parts.map((p) => p.getBoundingClientRect()).filter((b) => b.width > 0);
  if (boxes.length === 0) return null;
  const margin = 16;
  const x = Math.min(...boxes.map((b) => b.left)) - margin;
  const y = Math.min(...boxes.map((b) => b.top)) - margin;
  const width = Math.ceil(Math.max(...boxes.map((b) => b.right)) - x + margin);
  const height = Math.ceil(Math.max(...boxes.map((b) => b.bottom)) - y + margin);
  const root = element('svg', { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}` });
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--ground');
  root.append(element('rect', { width, height, fill: ground }));
  for (const part of parts) root.append(...partsOf(part, { x, y }));
  return new XMLSerializer().serializeToString(root);
};

/** Draws an SVG into a PNG of twice its size, so that it can be printed. */
export const picturePng = async (svg: string): Promise<Blob | null> => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => {
    canvas.toBlob(done, 'image/png');
  });
};
