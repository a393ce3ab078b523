/** Words of the lesson room. */
export const LESSON_WORDS = {
  title: 'Lessons',
  lead: 'Ten lessons answer what one mail of 2008 asked. Each is shown on a kernel that runs in this page.',
  lesson: 'Lesson',
  minutes: 'minutes',
  steps: 'steps',
  begin: 'Begin',
  goOn: 'Go on',
  again: 'Read again',
  seen: (n: number, of: number): string => `${n} of ${of} steps read`,
  thread: 'The thread itself: what was asked, what was answered, what the source says',
  unknown: 'There is no lesson of that name. These are the lessons:',
  step: (n: number, of: number): string => `step ${n} of ${of}`,
  back: 'Back',
  next: 'Next',
  list: 'All lessons',
  toStep: (n: number, title: string): string => `Step ${n}: ${title}`,
  figure: 'The figure',
  text: 'The text',
  making: 'The kernel is being run up to this step.',
  nowhere: 'This step could not be found in its run.',
  takeAway: 'Take this figure into the Machine',
  backToStep: 'Back to the state of this step',
  replay: 'Show the change again',
  notes: 'Notes for the speaker',
  handout: 'Print a handout of this lesson',
  present: 'Open the presenter view',
  leftOut: 'What the model leaves out',
  claim: 'The mail says',
  source: 'The source says',
  explain: 'explain',
  ledger: 'Where the map went, from the rows of the mail',
} as const;

export const GUESS_WORDS = {
  title: 'Your guess',
  you: 'You say',
  commit: 'Commit guess',
  skip: 'Skip, show me',
  why: 'Why? One line, only for you.',
  truth: 'The model says',
  yours: 'You said',
  skipped: 'You skipped this one.',
  near: 'That is it.',
  off: 'Not quite.',
  yourWhy: 'Your reason',
  again: 'Guess again',
  after: 'then the model answers',
  up: 'earlier',
  down: 'later',
  largest: 'Put in order, largest first',
  drag: 'Drag the black bar, or use the arrow keys.',
  kept: 'Guesses stay in this browser.',
} as const;

export const TASK_WORDS = {
  title: 'Try it',
  hint: 'A way to do it',
  now: 'Now',
  done: 'Done',
  open: 'Not yet',
} as const;

export const RECALL_WORDS = {
  title: 'From memory',
  lead: 'Three questions. Answer before you look back.',
  right: 'Right.',
  wrong: 'No.',
  against: 'Your model against the kernel',
  none: 'You made no guess in this lesson.',
  said: 'you said',
  is: 'it is',
} as const;

export const PROGRESS_WORDS = {
  title: 'Your progress',
  where: 'It stays in this browser.',
  save: 'Save as a file',
  read: 'Read a file',
  reset: 'Forget all of it',
  sure: 'Forget it, yes',
  bad: 'That file holds no progress of kvascope. Expected a file that was saved here.',
  damaged: (n: number): string => `Read. ${n} of its lessons were damaged and left out.`,
  done: 'Progress was read.',
  gone: 'Progress was forgotten.',
} as const;

export const BLANK_WORDS = 'Black screen. Any key brings the page back.';
