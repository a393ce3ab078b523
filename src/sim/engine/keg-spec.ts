/** A zone that a command creates: pointer-aligned and without flags unless it says more. */
import { bytes } from '../../base/units';
import type { ZoneSpec } from '../uma/live/create';

/** The specification behind `uma_zcreate` of a command. */
export const kegBytes = (c: {
  readonly zone: string;
  readonly size: number;
  readonly align?: number;
  readonly nofree?: boolean;
}): ZoneSpec => ({
  name: c.zone,
  size: bytes(c.size),
  align: c.align ?? 4,
  refcnt: false,
  malloc: false,
  internal: false,
  vm: false,
  nofree: c.nofree ?? false,
  ownObject: false,
});
