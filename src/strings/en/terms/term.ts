/** One term of the field, said twice: for a student and for a kernel developer. */
export interface Term {
  readonly name: string;
  /** other names under which it is looked for */
  readonly also: readonly string[];
  /** what shows it in the running machine; none where nothing does */
  readonly sel?: string;
  /** a sentence that needs no other term */
  readonly plain: string;
  /** a sentence that a kernel developer accepts, of FreeBSD 6.2 */
  readonly exact: string;
  /** where it can be read: a file of the kernel, and a function or constant in it */
  readonly source: readonly [file: string, fn: string];
}
