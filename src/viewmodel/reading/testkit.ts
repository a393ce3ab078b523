/** Texts for the tests of this folder. */

const SIZES = [256, 512, 1024];
/** 1 × 2 × … × 8: whole slabs, however many items up to 8 or 16 a slab has. */
const ITEMS = 40_320;

/** A whole vmstat -z of that release on amd64 with 4 CPUs, 45 zones that fill whole slabs. */
export const tableOf = (release: string): string => {
  const rows = Array.from({ length: 45 }, (_, i) => {
    const size = String(SIZES[i % SIZES.length]);
    return `zone ${String(i)}: ${size}, 0, ${String(ITEMS - 320)}, 320, 999, 0, 0, 0`;
  });
  return [
    `FreeBSD host ${release}-RELEASE FreeBSD ${release}-RELEASE GENERIC amd64`,
    'hw.ncpu: 4',
    'ITEM SIZE LIMIT USED FREE REQ FAIL SLEEP XDOMAIN',
    ...rows,
  ].join('\n');
};
