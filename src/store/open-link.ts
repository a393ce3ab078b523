/** Opens what a link says of a reading: its text, the repairs that are undone, the machine that was set. */
import { EXAMPLES } from '../examples';
import type { Repair } from '../import';
import { toldFrom, withoutFrom } from '../viewmodel/reading/reading-code';
import type { AppState, AppStore } from './app-store';
import { unpackText } from './pack';
import { selectReading } from './selectors';
import type { LinkState } from './url-codec';

const WORDS = {
  damaged: 'The text in this link is damaged. Ask for the link again.',
  gone: (title: string): string =>
    `${title} cannot be fetched. Its file is missing beside the page; paste a text instead.`,
} as const;

/** A text, or why there is none. */
type Found = { readonly text: string } | { readonly why: string };

const exampleText = async (id: string): Promise<Found> => {
  const example = EXAMPLES.find((e) => e.id === id);
  try {
    return { text: (await example?.load()) ?? '' };
  } catch {
    return { why: WORDS.gone(example?.title ?? id) };
  }
};

const textOf = async ({ data, example }: LinkState, open: string): Promise<Found> => {
  if (data !== '') {
    const text = await unpackText(data);
    return text === null ? { why: WORDS.damaged } : { text };
  }
  return example === 'none' ? { text: open } : exampleText(example);
};

/** Which repairs there are is known once the text is read with all of them. */
const undoneIn = (state: AppState, text: string, code: string): readonly Repair[] => {
  if (code === '') return [];
  const whole = selectReading({ ...state, text, without: [], told: null });
  return withoutFrom(code, whole?.report.repairs ?? []);
};

const NAMED = ['data', 'example', 'without', 'told'] as const;

/** Reads the link into the store; what cannot be had is said. A link that came after it wins. */
export const openLink = async (store: AppStore, link: LinkState): Promise<void> => {
  const found = await textOf(link, store.getState().text);
  const now = store.getState();
  if (NAMED.some((key) => now.link[key] !== link[key])) return;
  if ('why' in found) {
    now.setLink({ data: '', example: 'none', without: '', told: '' });
    now.say(found.why);
    return;
  }
  // The thread's own mail is at hand without a copy.
  const text = link.example === 'seed' && link.data === '' ? '' : found.text;
  store.setState({
    text,
    without: undoneIn(now, text, link.without),
    told: toldFrom(link.told),
  });
};
