/** Shapes of names, and a place where one stands. */

export type NameKind = 'host' | 'user' | 'person';
export type Name = readonly [NameKind, string];

export const NAME = '[A-Za-z][\\w-]{0,62}';
export const HOST = `${NAME}(?:\\.[\\w-]{1,63}){0,5}`;

export interface Place {
  readonly pattern: RegExp;
  /** what the groups are, in their order */
  readonly groups: readonly NameKind[];
}
