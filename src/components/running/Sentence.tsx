/** A sentence whose figures open their derivations. */
import type { TitlePart } from '../../viewmodel/running/headline';
import { LiveNum } from './LiveNum';
import styles from './room.module.css';

export const Sentence = ({ parts }: { parts: readonly TitlePart[] }) =>
  parts.map(({ text, figure, isName }, i) =>
    figure === undefined ? (
      <span key={`${i} ${text}`} className={isName === true ? styles['name'] : undefined}>
        {text}
      </span>
    ) : (
      <LiveNum key={`${i} ${figure.of.join('|')}`} {...figure}>
        {text}
      </LiveNum>
    ),
  );
