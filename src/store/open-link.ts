/** Opens what a link says of a reading: its text, the repairs that are undone, the machine that was set. */
import { EXAMPLES } from '../examples';
import { readText } from '../import';
import type { Repair } from '../import';
import { toldFrom, withoutFrom } from '../viewmodel/reading/reading-code';
import type { AppStore } from './app-store';
import { unpackText } from './pack';
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

const undoneIn = (text: string, code: string): readonly Repair[] =>
  code === '' || text === '' ? [] : withoutFrom(code, readText(text).repairs);

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
  store.setState({
    // The thread's own mail is at hand without a copy.
    text: link.example === 'seed' && link.data === '' ? '' : found.text,
    without: undoneIn(found.text, link.without),
    told: toldFrom(link.told),
  });
};
