/** A sentence whose figures open their derivation or lead to the line they are printed on. */
import type { ReactNode } from 'react';
import { sentenceParts } from '../../viewmodel/reading/sentences';
import type { SentenceGround, SentencePart } from '../../viewmodel/reading/sentences';
import { Num } from '../ui/Num';
import { LineLink } from './jump';
import styles from './diagnose.module.css';

/** What closes a sentence or a clause stays on the line of the figure before it. */
const CLOSING = /^[.,;:)%]+/;
const closingOf = (next: SentencePart | undefined): string =>
  next?.kind === 'text' ? (CLOSING.exec(next.text)?.[0] ?? '') : '';

const Figure = ({ part, ground }: { part: SentencePart; ground: SentenceGround }): ReactNode => {
  if (part.kind === 'figure') return <Num of={part.of}>{part.text}</Num>;
  if (part.kind === 'text') return part.text;
  return (
    <LineLink line={part.line} cited={ground.cited}>
      {part.text}
    </LineLink>
  );
};

export const Sentence = ({ text, ground }: { text: string; ground: SentenceGround }) => {
  const parts = sentenceParts(text, ground);
  return parts.map((part, i) => {
    const before = parts[i - 1];
    if (part.kind === 'text')
      return before === undefined ? part.text : part.text.replace(CLOSING, '');
    return (
      <span key={`${String(i)}-${part.text}`} className={styles['figure']}>
        <Figure part={part} ground={ground} />
        {closingOf(parts[i + 1])}
      </span>
    );
  });
};
