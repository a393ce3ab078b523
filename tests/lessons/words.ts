/** What tests ask of words and names in lesson text. */
import { figureAt, piecesOf, writeFigure } from '../../src/lessons/figures';
import type { OwnFigures } from '../../src/lessons/figures';
import { askedNow } from '../../src/viewmodel/running/askers';
import { resolve } from '../../src/viewmodel/running/place';
import { termOf } from '../../src/viewmodel/running/term';
import type { Scene } from '../../src/lessons/types';

/** Digits that are no number of the model: names, releases, years, manual sections. */
const NAMES =
  /FreeBSD \d+(\.[\dx]+)?|\b\d+\.x\b|\b[4-9]\.\d(\.\d)?\b|\b1[0-5]\.\d\b|FreeBSD (?:1[0-5]|[4-9])\b|i386|amd64|x86|\b(?:19|20)\d\d\b|\(\d\)|\b\d{1,2} (?:January|February) \d{4}|sf_buf2|UFS2|md5|IPv[46]/g;

/** Words without names and code. */
export const bare = (words: string): string => words.replace(/`[^`]*`/g, '').replace(NAMES, '');

/** A sentence with its figures, as the page writes them in a scene. */
export const spoken = (sentence: string, scene: Scene, own: OwnFigures): string =>
  piecesOf(sentence)
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const d = figureAt(scene, piece.id, own);
      if (d === null) throw new Error(`no figure ${piece.id}`);
      return writeFigure(d, piece.shape);
    })
    .join('');

/** Lines of the mail's ledger. */
const LINE = /^line:(live|dead|other|large)$/;

/** Whether something can be selected or lit: types of malloc(9) are among the askers. */
export const isThere = (scene: Scene, id: string): boolean => {
  if (LINE.test(id) || /^queue:(active|inactive|cache|free|wired)$/.test(id)) return true;
  if (id.startsWith('term:')) return termOf(id) !== undefined;
  const { timeline, survey } = scene;
  if (id.startsWith('map:')) return mapOrRegion(timeline, id.slice(4));
  if (resolve(timeline.sim.kernel, survey, id).kind !== 'none') return true;
  return askedNow(timeline, survey).holders.byId(id) !== undefined;
};
const mapOrRegion = ({ sim }: Scene['timeline'], name: string): boolean =>
  sim.kernel.mapNames.includes(name) || sim.kernel.layout.regions.some((r) => r.id === name);
