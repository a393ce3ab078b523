/**
 * Sizes of the structures that the kernel lays out in tables, in bytes.
 * They are what a compiler gives for the release's own headers (sys/vm, sys/sys, the machine's
 * include folder), 32 bit for i386 and 64 bit for amd64. Zones of the seed's dump print five of
 * them: 68 (map entry), 276 (swblock), 24 (pv entry), 132 (vm_object), 272 (vnode).
 * 7.0 on amd64 has no tree here: its sizes are 7.3's, because structures that modules see do not
 * change within a stable branch; only `struct buf` stays at 6.2's 584 B, as the worked table of the
 * specification has it (616 B in early 7-CURRENT, 640 B in 7.3: open until a 7.0 tree is at hand).
 */
export interface StructSizes {
  /** `struct vm_page`; PAE adds four bytes of physical address */
  readonly vmPage: number;
  readonly callout: number;
  /** head of a slot of the callout wheel (`struct callout_tailq`) */
  readonly wheelHead: number;
  readonly buf: number;
  /** `struct vm_map_entry` */
  readonly mapEntry: number;
  readonly swblock: number;
  /** `struct pv_entry` where it has a zone; 0 where entries come in chunks */
  readonly pvEntry: number;
  readonly vmObject: number;
  readonly vnode: number;
  /** `struct vm_reserv`; 0 where there are no superpage reservations */
  readonly vmReserv: number;
  /** `struct md_page`, one for each superpage of pv_table; 0 where there is none */
  readonly mdPage: number;
}

/** 6.2 on i386, with and without SMP. */
export const I386_62: StructSizes = {
  vmPage: 72,
  callout: 28,
  wheelHead: 8,
  buf: 328,
  mapEntry: 68,
  swblock: 276,
  pvEntry: 24,
  vmObject: 132,
  vnode: 272,
  vmReserv: 0,
  mdPage: 0,
};

/** 7.3 on i386: a larger lock in buffers and vnodes, PV chunks, superpages. */
export const I386_73: StructSizes = {
  ...I386_62,
  buf: 356,
  pvEntry: 0,
  vmObject: 128,
  vnode: 276,
  vmReserv: 40,
  mdPage: 12,
};

/** 6.2 on amd64. */
export const AMD64_62: StructSizes = {
  vmPage: 120,
  callout: 56,
  wheelHead: 16,
  buf: 584,
  mapEntry: 112,
  swblock: 288,
  pvEntry: 48,
  vmObject: 224,
  vnode: 496,
  vmReserv: 0,
  mdPage: 0,
};

/** 7.0 on amd64, by 7.3. */
export const AMD64_70: StructSizes = {
  ...AMD64_62,
  pvEntry: 0,
  vmObject: 216,
  vnode: 504,
};
