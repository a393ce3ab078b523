/** Words of the presenter view. */
export const PRESENTER = {
  title: 'Presenter view',
  notes: 'Notes',
  noNotes: 'This step has no notes.',
  loading: 'Fetching the notes',
  failed: 'The notes could not be fetched. Load the page again.',
  lesson: 'Lesson',
  step: 'Step',
  of: 'of',
  next: 'Next',
  last: 'This is the last step.',
  timer: 'Since the start',
  start: 'Start the timer',
  reset: 'Set it back',
  controls: 'Steps',
  goBack: 'Back',
  goOn: 'On',
  blank: 'Blank',
  isBlank: 'The screen is blank.',
  keys: [
    ['PgDn . →', 'on'],
    ['PgUp ←', 'back'],
    ['b', 'blank'],
  ],
  waiting: {
    title: 'No lesson has answered yet',
    what: 'Open a lesson in another tab of this browser, from the same address. This page then follows it, and its keys move it.',
    instead:
      'If none answers, press `n` in the lesson: the notes then stand on the same screen, below the text.',
  },
  away: {
    title: 'This browser keeps its tabs apart here',
    what: 'A page that was opened from a file may not speak to another tab. Open the lesson, go to the stage theme with `p`, and press `n`: the notes then stand on the same screen, below the text.',
    instead: 'From a web server, also one on this machine, the presenter view works.',
  },
  begin: 'Or begin here',
} as const;
