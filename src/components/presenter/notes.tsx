/**
 * The notes of a step, out of the text of its lesson. Of the text only `<Notes>` is drawn, and in it words
 * and numbers: links into the figure have nothing to move here.
 */
import { Children, isValidElement } from 'react';
import type { ComponentType, ReactElement, ReactNode } from 'react';

import { BoundNotes } from './BoundNotes';
import { NoteNum } from './NoteNum';

/** A text as MDX makes it. */
export type LessonText = ComponentType<{
  readonly components: Readonly<Record<string, ComponentType<never>>>;
}>;
type TextModule = { readonly default: LessonText };

const TEXTS = import.meta.glob<TextModule>('../../lessons/*/text.mdx');

interface Inner {
  readonly children?: ReactNode;
}

const Words = ({ children }: Inner) => <>{children}</>;
const Code = ({ id }: { readonly id?: string }) => <code>{id}</code>;
const Notes = ({ children }: Inner) => <>{children}</>;

const isNotes = (child: ReactNode): child is ReactElement<Inner> =>
  isValidElement(child) && child.type === Notes;

/** Draws the notes of one step, and nothing else of the text. */
export const NotesOf = ({ text: Text, stepId }: { text: LessonText; stepId: string }) => {
  const Step = ({ id, children }: Inner & { readonly id: string }) =>
    id === stepId ? <>{Children.toArray(children).filter(isNotes)}</> : null;
  const components = {
    Step,
    Notes,
    N: NoteNum,
    At: Words,
    Sel: Words,
    Term: Words,
    Quote: Words,
    Claim: Words,
    LeftOut: Words,
    Src: Code,
  };
  return <Text components={components as Readonly<Record<string, ComponentType<never>>>} />;
};

/** The file of a lesson by its number: `../../lessons/01-the-panic/text.mdx`. */
export const textFileOf = (files: readonly string[], lesson: number): string | undefined =>
  files.find((file) => file.includes(`/${String(lesson).padStart(2, '0')}-`));

/**
 * Fetches the notes of a step.
 * @returns what can be drawn, or null where the lesson has no text yet
 */
export const loadNotes = async (lesson: number, stepId: string): Promise<ReactNode> => {
  const file = textFileOf(Object.keys(TEXTS), lesson);
  const load = file === undefined ? undefined : TEXTS[file];
  if (load === undefined) return null;
  const text = await load();
  return (
    <BoundNotes key={`${lesson} ${stepId}`} lesson={lesson} stepId={stepId}>
      <NotesOf text={text.default} stepId={stepId} />
    </BoundNotes>
  );
};
