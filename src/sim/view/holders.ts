/**
 * Who holds a page. Zones are numbered as in UMA, behind the holders that are no zones.
 * A frame of the kernel itself is told apart by the kernel page at which it lies, any other by its
 * object: sys/vm/vm_page.h, struct vm_page, fields `object` and `pindex`.
 */
import type { Kernel } from '../kernel/types';

/** On the free queue. */
export const H_FREE = 0;
/** kernel_object: tables of the boot, contigmalloc(9), kmem_alloc(9). */
export const H_KERNEL = 1;
/** Page tables and page directories. */
export const H_TABLES = 2;
/** Blocks of malloc(9) above a page. */
export const H_LARGE = 3;
export const H_STACKS = 4;
/** Pages wired by a buffer. */
export const H_BUFFERS = 5;
/** Pages of files that no buffer wires. */
export const H_FILES = 6;
export const H_PIPES = 7;
export const H_EXEC = 8;
/** Memory of processes. */
export const H_USER = 9;
/** Zone n is holder H_ZONES + n. */
export const H_ZONES = 16;

/** The zone that a holder is, or 0. Zones that share a keg are held by the first of them. */
export const zoneOfHolder = (holder: number): number => Math.max(holder - H_ZONES, 0);

/** The holder of a zone's slabs. */
export const holderOfZone = (k: Kernel, zone: number): number =>
  H_ZONES + k.uma.keg.firstZone.get(k.uma.zone.keg.get(zone));
