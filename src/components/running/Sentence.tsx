/** A sentence whose figures open their derivations. */
import type { TitlePart } from '../../viewmodel/running/headline';
import { LiveNum } from './LiveNum';
import styles from './room.module.css';

interface Props {
  readonly parts: readonly TitlePart[];
  /** as part of a sentence that is one stop of Tab */
  readonly isInside?: boolean;
}

export const Sentence = ({ parts, isInside = false }: Props) =>
  parts.map(({ text, figure, isName }, i) =>
    figure === undefined ? (
      <span key={`${i} ${text}`} className={isName === true ? styles['name'] : undefined}>
        {text}
      </span>
    ) : (
      <LiveNum key={`${i} ${figure.of.join('|')}`} {...figure} isInside={isInside}>
        {text}
      </LiveNum>
    ),
  );
