/** What two tabs tell each other. Whatever else comes over the channel is passed over. */

export interface LessonState {
  /** id of the lesson; '' = none is open */
  readonly lesson: string;
  /** of the step in links, from 1 */
  readonly step: number;
  /** whether the screen for the audience is blank */
  readonly isBlank: boolean;
  /** ms since 1970 at which the talk began; null = the timer stands */
  readonly startedAt: number | null;
}

/** A tab that has come later asks the others where they are. */
export const ASK = 'kvascope: where are you?';

export type Message = LessonState | typeof ASK;

const MAX_ID = 200;
const MAX_STEP = 999;

const isStart = (n: unknown): n is number | null => n === null || Number.isFinite(n);

/** @returns the message, or null where it is none of ours */
export const readMessage = (data: unknown): Message | null => {
  if (data === ASK) return ASK;
  if (typeof data !== 'object' || data === null) return null;
  const { lesson, step, isBlank, startedAt } = data as Partial<Record<keyof LessonState, unknown>>;
  if (typeof lesson !== 'string' || lesson.length > MAX_ID) return null;
  if (typeof step !== 'number' || !Number.isSafeInteger(step)) return null;
  if (step < 1 || step > MAX_STEP || typeof isBlank !== 'boolean') return null;
  return isStart(startedAt) ? { lesson, step, isBlank, startedAt } : null;
};
