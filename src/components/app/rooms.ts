/** The rooms. The opening comes with the page; the others are fetched when first asked for. */
import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { Room } from '../../store/url-codec';
import { Opening } from '../opening/Opening';

const LATER = {
  machine: () => import('../machine/Machine').then((x) => ({ default: x.Machine })),
  lessons: () => import('../lesson/Lessons').then((x) => ({ default: x.Lessons })),
  diagnose: () => import('../diagnose/Diagnose').then((x) => ({ default: x.Diagnose })),
  glossary: () => import('../glossary/Glossary').then((x) => ({ default: x.Glossary })),
  thread: () => import('../thread/Thread').then((x) => ({ default: x.Thread })),
  presenter: () => import('../presenter/Presenter').then((x) => ({ default: x.Presenter })),
} as const;

export const ROOM_VIEWS: Readonly<Record<Room, ComponentType>> = {
  opening: Opening,
  machine: lazy(LATER.machine),
  lessons: lazy(LATER.lessons),
  diagnose: lazy(LATER.diagnose),
  glossary: lazy(LATER.glossary),
  thread: lazy(LATER.thread),
  presenter: lazy(LATER.presenter),
};

/** Fetches the parts of a room, so that it can be shown without a wait. */
export const fetchRoom = async (room: Room): Promise<void> => {
  if (room !== 'opening') await LATER[room]();
};
