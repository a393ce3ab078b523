/** Words of the shell. */
export const APP = {
  brand: 'kvascope',
  rooms: 'Rooms',
  skip: 'Skip to the content',
  loading: 'Opening the room',
  theme: 'Theme',
  keys: 'keys',
  find: 'find',
  nav: {
    opening: 'Opening',
    machine: 'Machine',
    lessons: 'Lessons',
    diagnose: 'Your kernel',
    glossary: 'Glossary',
  },
  themes: { auto: 'System', light: 'Light', dark: 'Dark', stage: 'Stage' },
} as const;

/** Where a part of the page could not be drawn. */
export const BROKEN = {
  title: 'This part could not be drawn',
  what: 'That is a fault of this page, not of your kernel or your link. Nothing was sent anywhere.',
  retry: 'Try again',
  leave: 'Open the page anew',
  report: 'If it comes back, these words and the link tell the authors where to look:',
} as const;
