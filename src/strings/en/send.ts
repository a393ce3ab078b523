/** Words of the report, of the link to a reading and of the collecting script. */
import { formatCount } from '../../base/format';

const plural = (n: number, one: string, many: string): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;
const characters = (n: number): string => plural(n, 'character', 'characters');

export const SEND = {
  title: 'Send it',
  lead: 'A report for a bug tracker or a mailing list. It quotes what was read, so that others can paste it here. Names and addresses are replaced; read it through before you send it.',
  write: 'Write the report',
  close: 'Put it away',
  format: 'Form',
  formats: { markdown: 'Markdown', text: 'Text, 80 columns' },
  preview: 'The report',
  copy: 'Copy the report',
  save: 'Save the report',
  copied: 'The report is copied.',
  notCopied: 'The browser did not let us copy. Select the text and copy it by hand.',
  replaced: 'Replaced in the quotation',
  replacedNone:
    'No host name, user name, mail or network address was found. Shapes that we do not know are not found: look for yourself.',
  leave: (value: string): string => `Leave ${value} as it is`,
  by: 'becomes',
  line: 'line',
  more: (lines: number): string => ` and ${lines} more`,
  readsBack: 'Pasted here, this report gives the same machine and the same rows.',
  readsOther:
    'Pasted here, this report does not give the same rows: the paste was broken in a way that only its neighbours mend. Send the paste along.',
  file: { markdown: 'kvascope-report.md', text: 'kvascope-report.txt' },
} as const;

export const SHARE = {
  title: 'What is in the link',
  field: 'Link',
  copy: 'Copy this link',
  close: 'Put it away',
  copied: 'The link is copied.',
  notCopied: 'The browser does not let this page copy. The link stands in the field.',
  look: 'Nothing is copied yet. Look the link through.',
  packing: 'Packing the text.',
  cannotPack:
    'This browser cannot pack a text into a link. Send the file instead; it can be dropped here.',
  length: (n: number): string => characters(n),
  long: 'Some programs cut links of more than 2,000 characters. Open it once where it arrived.',
  tooLong: (n: number): string =>
    `Packed, the text still has ${characters(n)}, more than a link can carry. Send the file instead; it can be dropped here.`,
  room: 'The room, and what is open in it',
  example: 'The example',
  exampleNote: (title: string): string => `${title}. The page has its text; the link names it.`,
  undone: 'Repairs that are undone',
  undoneNote: (n: number): string => plural(n, 'place', 'places'),
  undoneMany: (n: number): string =>
    `${plural(n, 'place', 'places')} are too many for a link. Whoever opens it sees the text with all repairs.`,
  undoneEncoding: 'How the bytes of the file were decoded cannot be undone in a link.',
  told: 'The machine as you set it',
  text: 'Your text',
  textNote: (length: number, packed: number): string =>
    `${characters(length)}, packed into ${formatCount(packed)}. No server is sent what stands behind the #.`,
  noText: 'Not in it. Whoever opens the link is asked for a text.',
  not: 'Not in it',
  notNote: 'Names of files, other files, and samples that you compared.',
  preview: 'The text, unpacked from the link',
  replace: 'Replace names and addresses',
  facts: {
    release: (release: string): string => `FreeBSD ${release}`,
    cpus: (n: number): string => plural(n, 'CPU', 'CPUs'),
    pages: (size: string): string => `pages of ${size}`,
    ram: (size: string): string => `${size} of RAM`,
  },
} as const;

export const COLLECT = {
  title: 'All in one paste',
  lead: 'A script for any FreeBSD from 4 to 15. It only reads, runs each command once and sends nothing: look at it, run it by sh, and paste what it prints.',
  script: 'The script',
  copy: 'Copy the script',
  save: 'Save the script',
  copied: 'The script is copied.',
  single: 'Or one output at a time',
  file: 'kvascope-collect.sh',
} as const;
