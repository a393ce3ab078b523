/**
 * What a lesson is: data. Prose stands beside it in `text.mdx`, one `<Step id>` for each step here; the
 * figure is the Machine room's own, shown at a place of a run that is computed, never replayed by hand.
 */
import type { AnyDerivation, DerivationBook } from '../base/derivation';
import type { Command, StoryMoment, Survey, Timeline } from '../sim';

/** Rows of `thread-questions`: what the mail of 2008 asks or claims. */
export const QUESTION_IDS = [
  'why-50-of-80',
  'two-allocators',
  'column-names',
  'one-map-or-many',
  '300-of-256',
  'buf-34m',
  'who-sizes-kmem',
  'is-80-of-256-taken',
  'how-much-in-ram',
  'mbufs',
  'what-can-be-swapped',
  'stacks',
  'cache-not-swapped',
  'mostly-pipes',
  'pipe-borrowing',
  'zero-copy-sockets',
  'who-leaked',
  'one-gigabyte',
  'then-and-now',
] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

/** Where a step stands in a run. Two steps of one lesson may stand in different runs. */
export interface Place {
  /** id of a scenario of the model */
  readonly scenario: string;
  /** levers as in a link (`6.2,i386,1G`); left out = the scenario's own machine */
  readonly machine?: string;
  /**
   * `start`, `end`, the id of a moment that the scenario names, or a sign of one's own. A moment is shown
   * after its command.
   */
  readonly moment: string | StoryMoment;
  /** commands further on, or back where negative: −1 = just before the moment's command */
  readonly offset?: number;
  /** commands carried out there by hand: the step stands at the end of the branch that they make */
  readonly by?: readonly Command[];
}

/** How the figure looks at its place: as in a link to the Machine. */
interface View {
  /** what is selected: `map:kmem_map`, `zone:128`, `queue:inactive`, `term:slab` … */
  readonly sel?: string;
  /** how the frames of RAM are arranged */
  readonly arrange?: 'owner' | 'address' | 'queue';
  /** what the colour of a frame says */
  readonly colour?: 'holder' | 'paging' | 'age' | 'zone' | 'asked';
  /** how the pages of a map are arranged */
  readonly pages?: 'owners' | 'addresses';
  /** table that stands open where the figure shows one */
  readonly table?: string;
  /** lever that stands in the form where the figure shows it */
  readonly lever?: string;
}

/**
 * What the figure shows. `map`: address ruler and RAM beside each other; `ruler` and `ram`: one of them;
 * `layout`: the regions that boot lays out, with devices and their names; `ledger`: the mail's own rows, bar
 * by bar; `table`: a table of the kernel.
 */
export type FigureKind = 'map' | 'ruler' | 'layout' | 'ram' | 'ledger' | 'table';
/** Parts of the Machine that stand below the figure. */
export type FigurePart = 'panel' | 'queues' | 'log' | 'transport' | 'hands' | 'table' | 'machine';

interface Figure {
  readonly kind: FigureKind;
  readonly parts?: readonly FigurePart[];
  /** what stays lit while the rest is dimmed: ids as in `sel`; the ledger has `line:live` and so on */
  readonly light?: readonly string[];
  /**
   * the figure moves from this place of the same run to the step's own, then stops; with reduced motion
   * it stands at the end at once
   */
  readonly from?: { readonly moment: string | StoryMoment; readonly offset?: number };
  /** how long that takes, at most 8 s; 4 where left out */
  readonly seconds?: number;
}

/** A figure by id, see `figureAt`: `live|map|kmem_map|allocated`, `seed|…`, `boot|…`, `own|…`. */
export type FigureId = string;

/** How a number is written: see `writeFigure`. */
export type Shape = 'K' | 'MB' | 'size' | 'pages' | 'count' | 'percent' | 'bytes' | 'address';

interface Asked {
  /** unique in the lesson */
  readonly id: string;
  /** one sentence, a question */
  readonly ask: string;
  /** said after the guess, whatever it was: why it is so; may hold `{figure id}` or `{figure id:shape}` */
  readonly because: string;
  readonly source: string;
  /**
   * whether the figure is covered while the question stands open, because it tells the answer. The inside of
   * a map is covered for an amount and a share anyway: there it covers where regions begin and end, too
   */
  readonly isCovered?: boolean;
}

/** Drag the end of a bar that stands beside the figure, on the same top and foot. */
interface AmountGuess extends Asked {
  readonly kind: 'amount';
  /** what is asked, and the whole that the bar stands for; both in the same unit */
  readonly truth: FigureId;
  readonly whole: FigureId;
  readonly shape: Shape;
  /** beside the two ends of the bar: what is on this side, what on the other */
  readonly names: readonly [inside: string, outside: string];
}

/** Drag the boundaries between parts of one bar. */
interface ShareGuess extends Asked {
  readonly kind: 'share';
  readonly whole: FigureId;
  readonly shape: Shape;
  readonly parts: readonly {
    readonly name: string;
    readonly truth: FigureId;
    readonly owner: string;
  }[];
}

/** Put in order, largest first. */
interface OrderGuess extends Asked {
  readonly kind: 'order';
  readonly items: readonly { readonly name: string; readonly truth: FigureId }[];
  readonly shape: Shape;
}

/** Pick one. The truth is an option, or what a figure decides. */
interface PickGuess extends Asked {
  readonly kind: 'pick';
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly right: string | ((scene: Scene) => string);
  /**
   * words that would tell the answer, as `because` or the figure writes them: they stand on no screen up to
   * the question, and on the page once it is answered
   */
  readonly tells: readonly [string, ...string[]];
}

export type Prediction = AmountGuess | ShareGuess | OrderGuess | PickGuess;

/** Something to bring about in the live model. */
export interface Task {
  readonly id: string;
  /** what to bring about, one sentence in the imperative */
  readonly goal: string;
  /** how one could go about it */
  readonly hint: string;
  /** whether it is done, and what is to be seen meanwhile */
  readonly check: (scene: Scene) => TaskState;
}
export interface TaskState {
  readonly isDone: boolean;
  /** figures that show how far it is */
  readonly now: readonly AnyDerivation[];
  /** one sentence: what is still missing, or what has been reached */
  readonly words: string;
}

/** What functions of a lesson look at: a run that stands at the step's place. */
export interface Scene {
  readonly timeline: Timeline;
  readonly survey: Survey;
  /** the mail, read and reconciled */
  readonly seed: DerivationBook;
}

export interface Step {
  /** unique in the lesson; `<Step id>` of the text */
  readonly id: string;
  /** the reader's question or the one idea, as a heading */
  readonly title: string;
  readonly place: Place;
  readonly view?: View;
  readonly figure: Figure;
  /** questions of the thread that this step answers */
  readonly answers?: readonly QuestionId[];
  readonly prediction?: Prediction;
  readonly task?: Task;
}

/** A question at the end, from memory. */
export interface Recall {
  readonly id: string;
  readonly ask: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly right: string;
  /** said after the answer; may hold figures as predictions do, taken at the last step */
  readonly because: string;
}

export interface Lesson {
  /** stands in links and stays for ever */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** one sentence for the list */
  readonly what: string;
  /** minutes that it takes, 8 to 15 */
  readonly minutes: number;
  readonly steps: readonly Step[];
  readonly recall: readonly [Recall, Recall, Recall];
  /** what the model leaves out that matters here, each with its reason */
  readonly leftOut: readonly string[];
}
