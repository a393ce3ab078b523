/** Words that stand in index.html before any script runs, and the room repeats. */
export const FRONT = {
  diagnose: {
    title: 'Paste what your kernel says',
    lead: 'A whole e-mail or a terminal log will do. Tables are found among the prose, quoted or wrapped; lines that a mailer broke are joined again.',
  },
  /** where the link holds a machine or a text, nothing can be said before it is read */
  asked: 'Reading what this link holds.',
  /** a part of the page is not to be had: no network yet, or a newer page has taken its place */
  failed: 'A part of this page could not be fetched. Check the network, then load the page again.',
  noScript: 'kvascope computes its pictures in this browser and needs JavaScript for it.',
} as const;
