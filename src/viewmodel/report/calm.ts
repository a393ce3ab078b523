/**
 * A report is read again by the readers that read the paste. Sentences of the report that quote a message or
 * name a release would be taken for the kernel's own: here they are worded so that they are not.
 */

/** A quoted message is cut short: the whole one stands in the paste. */
const LONGEST_QUOTE = 24;

const shorten = (quoted: string): string =>
  quoted.length <= LONGEST_QUOTE ? quoted : `${quoted.slice(0, LONGEST_QUOTE).trimEnd()}…`;

/** The same words, none of which a reader takes for output. */
export const calm = (text: string): string =>
  text
    .replace(/“([^”]*)”/g, (_, inner: string) => `“${shorten(inner)}”`)
    .replace(/\bpanic: /g, 'panic, ')
    .replace(/\bFreeBSD (?=[\d/])/g, 'FreeBSD release ')
    .replace(/(\d{1,2}\.\d{1,2})-(?=[A-Z])/g, '$1 ');
