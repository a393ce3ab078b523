/**
 * Begins a lesson: a folder in src/lessons with a step, a figure and a text, and its line in the registry.
 *   npm run new:lesson -- slug "Title"
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST = 60;

/** A title as prettier quotes it in a source file: the quotes that need fewer escapes, single ones in doubt. */
const quoted = (text) => {
  const count = (mark) => text.split(mark).length;
  const mark = count("'") > count('"') ? '"' : "'";
  return mark + text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`) + mark;
};

const lessonFile = (slug, number, title) => `/** TODO: what this lesson teaches, in one line. */
import type { Lesson } from '../types';

export const LESSON: Lesson = {
  id: ${quoted(slug)},
  number: ${number},
  title: ${quoted(title)},
  what: 'TODO: one sentence for the list.',
  minutes: 10,
  steps: [
    {
      id: 'against',
      title: 'Your model against the kernel',
      place: { scenario: 'ng_nat', moment: 'panic' },
      view: { sel: 'map:kmem_map' },
      figure: { kind: 'map', light: ['map:kmem_map'] },
    },
  ],
  recall: [
${['first', 'second', 'third']
  .map(
    (id) => `    {
      id: '${id}',
      ask: 'TODO: a question from memory?',
      options: [
        { id: 'yes', name: 'TODO: the right answer' },
        { id: 'no', name: 'TODO: a wrong one' },
      ],
      right: 'yes',
      because: 'TODO: why it is so.',
    },`,
  )
  .join('\n')}
  ],
  leftOut: ['TODO: what the model leaves out, and why.'],
};
`;

const FIGURES_FILE = `/** What this lesson works out itself. */
import type { OwnFigures } from '../figures';
import { follows, share } from '../own-figure';
import { REFERENCES } from '../references';

export const FIGURES: OwnFigures = {
  taken: (scene) =>
    follows(scene, ['live|map|kmem_map|allocated', 'live|map|kmem_map|size'], {
      id: 'taken',
      label: 'Share of kmem_map that is handed out',
      unit: 'percent',
      formula: '100 × pages handed out ÷ pages of kmem_map',
      source: REFERENCES.kmem_malloc,
      of: share,
    }),
};
`;

const TEXT_FILE = `<Step id="against">

TODO: the reader's question first. Of <Term name="kmem_map">kmem_map</Term>, <N of="own|taken" as="percent" /> is handed out. <Src id="kmem_malloc" />

<Notes>
  TODO: what to ask, what to point at, what is likely to be asked.
</Notes>

</Step>
`;

/** The registry with one lesson more; what it does not know how to change it refuses. */
const registered = (registry, folder, nn) => {
  const end = registry.indexOf('\n];');
  const type = registry.indexOf('import type ');
  if (end < 0 || type < 0) throw new Error('registry.ts has not the form that is known here');
  const imports = `import { FIGURES as F${nn} } from './${folder}/figures';\nimport { LESSON as L${nn} } from './${folder}/lesson';\n`;
  const entry = `\n  { lesson: L${nn}, figures: F${nn} },`;
  return `${registry.slice(0, type)}${imports}${registry.slice(type, end)}${entry}${registry.slice(end)}`;
};

/**
 * Writes the files of a new lesson.
 * @param root the folder that holds src/lessons
 * @returns the folder made, from root
 * @throws Error with a sentence for whoever asked; nothing is written then
 */
export const newLesson = (root, slug = '', title = '') => {
  if (!SLUG.test(slug) || slug.length > LONGEST)
    throw new Error(
      `"${slug}" is no slug: small letters, digits and single hyphens, a letter first`,
    );
  if (title.trim() === '' || /[\n\r]/.test(title))
    throw new Error('a lesson needs a title, on one line');
  const lessons = join(root, 'src/lessons');
  const folders = readdirSync(lessons).filter((name) => /^\d\d-/.test(name));
  if (folders.some((name) => name.slice(3) === slug)) throw new Error(`there is a lesson ${slug}`);
  const number = Math.max(0, ...folders.map((name) => Number(name.slice(0, 2)))) + 1;
  const nn = String(number).padStart(2, '0');
  const folder = `${nn}-${slug}`;
  const registry = join(lessons, 'registry.ts');
  const text = registered(readFileSync(registry, 'utf8'), folder, nn);
  const at = join(lessons, folder);
  if (existsSync(at)) throw new Error(`${folder} is there already`);
  mkdirSync(at);
  writeFileSync(join(at, 'lesson.ts'), lessonFile(slug, number, title.trim()));
  writeFileSync(join(at, 'figures.ts'), FIGURES_FILE);
  writeFileSync(join(at, 'text.mdx'), TEXT_FILE);
  writeFileSync(
    join(at, 'README.md'),
    `# lessons/${folder}\n\nWhat this lesson shows, in one sentence.\n`,
  );
  writeFileSync(registry, text);
  return `src/lessons/${folder}`;
};

const NEXT = (folder) => `Made ${folder} and its line in src/lessons/registry.ts. Next:
  1. Steps in lesson.ts (6 to 14), two predictions, a task, three questions from memory.
  2. A <Step> for each in text.mdx; numbers by <N>, never typed.
  3. npx vitest run --project unit src/lessons   It says what is missing.
docs/how-to-write-a-lesson.md explains each part.`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(NEXT(newLesson(ROOT, ...process.argv.slice(2, 4))));
  } catch (error) {
    console.error(`new:lesson: ${error.message}`);
    console.error('npm run new:lesson -- slug "Title"');
    process.exitCode = 1;
  }
}
