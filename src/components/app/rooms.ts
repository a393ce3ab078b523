/** The rooms: each is fetched when first asked for. */
import type { ComponentType } from 'react';
import type { Room } from '../../store/url-codec';
import { part } from '../ui/part';
import type { Part } from '../ui/part';

export const ROOMS: Readonly<Record<Room, Part<{ readonly View: ComponentType }>>> = {
  opening: part(() => import('../opening/Opening').then((x) => ({ View: x.Opening }))),
  machine: part(() => import('../machine/Machine').then((x) => ({ View: x.Machine }))),
  diagnose: part(() => import('../diagnose/Diagnose').then((x) => ({ View: x.Diagnose }))),
  lessons: part(() => import('../lesson/Lessons').then((x) => ({ View: x.Lessons }))),
  glossary: part(() => import('../glossary/Glossary').then((x) => ({ View: x.Glossary }))),
  thread: part(() => import('../thread/Thread').then((x) => ({ View: x.Thread }))),
  presenter: part(() => import('../presenter/Presenter').then((x) => ({ View: x.Presenter }))),
};

/** Fetches a room, so that it can be shown without a wait. */
export const fetchRoom = async (room: Room): Promise<void> => {
  await ROOMS[room].load();
};
