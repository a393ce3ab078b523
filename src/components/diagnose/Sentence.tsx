/** A sentence whose figures open their derivation or lead to the line they are printed on. */
import { sentenceParts } from '../../viewmodel/reading/sentences';
import type { SentenceGround } from '../../viewmodel/reading/sentences';
import { Num } from '../ui/Num';
import { LineLink } from './jump';

export const Sentence = ({ text, ground }: { text: string; ground: SentenceGround }) =>
  sentenceParts(text, ground).map((part, i) => {
    const key = `${String(i)}-${part.text}`;
    if (part.kind === 'figure')
      return (
        <Num key={key} of={part.of}>
          {part.text}
        </Num>
      );
    if (part.kind === 'line')
      return (
        <LineLink key={key} line={part.line} cited={ground.cited}>
          {part.text}
        </LineLink>
      );
    return part.text;
  });
