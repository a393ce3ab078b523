/**
 * The words that stand in the page before its script has come: console, panic and question of the
 * opening, and the headline of each room. They come from the tables that the rooms use, and the
 * Machine's headline from the model, which runs here as it does in the page.
 */
import { bootLayout, SEED_MACHINE } from './src/sim';
import { FRONT } from './src/strings/en/front';
import { GLOSSARY } from './src/strings/en/glossary';
import { LESSON_WORDS } from './src/strings/en/lessons';
import { OPENING } from './src/strings/en/opening';
import { PRESENTER } from './src/strings/en/presenter';
import { THREAD } from './src/strings/en/thread';
import { machineHeadline } from './src/viewmodel/machine/headline';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Backticks mark what a terminal would show, as in `Words`. */
const words = (text: string): string =>
  escaped(text).replaceAll(/`([^`]*)`/g, (_, code: string) => `<code>${code}</code>`);

const element = (name: string, text: string): string => {
  const [tag = 'p'] = name.split('.');
  return `<${tag} class="${name.slice(tag.length + 1)}">${words(text)}</${tag}>`;
};

/** Elements of each set of words, by the name that `src/pre-paint.js` gives the set. */
const sets = (): Readonly<Record<string, readonly string[]>> => {
  const router = bootLayout(SEED_MACHINE);
  if (!router.ok) throw new Error(router.error.message);
  const question = OPENING.question.map(words).join(' <br>');
  return {
    opening: [
      element('p.console', OPENING.console),
      element('p.panic', OPENING.panic),
      `<h1 class="statement">${question}</h1>`,
      element('p.lead', `${OPENING.lead}.`),
      `<noscript>${element('p.lead', FRONT.noScript)}</noscript>`,
    ],
    machine: [element('h1.headline', machineHeadline(router.value, null))],
    lessons: [element('h1.headline', LESSON_WORDS.title), element('p.lead', LESSON_WORDS.lead)],
    diagnose: [
      element('h1.headline', FRONT.diagnose.title),
      element('p.lead', FRONT.diagnose.lead),
    ],
    glossary: [element('h1.headline', GLOSSARY.title), element('p.lead', GLOSSARY.lead)],
    thread: [element('h1.headline', THREAD.title), element('p.lead', THREAD.lead)],
    presenter: [element('h1.headline', PRESENTER.title)],
    asked: [element('p.lead', FRONT.asked)],
  };
};

/** Names of the sets of words. */
export const WORD_SETS = [
  'opening',
  'machine',
  'lessons',
  'diagnose',
  'glossary',
  'thread',
  'presenter',
  'asked',
] as const;

/** One `main` for each set; the style of the page shows one of them. */
export const staticWords = (): string =>
  Object.entries(sets())
    .map(([name, parts]) => `<main class="static" data-for="${name}">${parts.join('')}</main>`)
    .join('\n      ');
