/** Words of the page that lists the thread's questions. */
export const THREAD = {
  title: 'What the thread asks',
  lead: 'In January 2008 Vadim Goncharov wrote to freebsd-current about a router that died of a full kmem_map. His mail quotes an answer of Robert Watson. Here is each question and claim of the mail beside what the source of FreeBSD 6.2 says.',
  mail: 'The whole mail, read line by line',
  index: 'Questions',
  marks: 'What the marks say',
  who: {
    V: 'Vadim Goncharov',
    R: 'Robert Watson',
    K: 'the kernel, on the console of the router',
  },
  /** of a badge, and of the key above the list */
  verdicts: {
    holds: 'holds',
    'older kernels': 'true of older kernels',
    simplified: 'simplified',
    contradicted: 'the source says otherwise',
    open: 'open',
    question: 'a question',
  },
  asked: 'In short',
  answered: 'Answered',
  unanswered: 'Not in this mail.',
  source: 'The source',
  references: 'Read in',
  shown: 'Shown in',
  lesson: 'lesson',
  step: 'step',
  glossary: 'The terms, in the glossary',
} as const;
