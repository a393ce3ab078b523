/** Words of the report and of the collecting script. */

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
