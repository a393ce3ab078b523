/** What a newer release would give: said plainly, since the simulator does not run one. */
import { formatSize } from '../../../base/format';
import { TRY as WORDS } from '../../../strings/en/load';
import type { OtherRelease } from '../../../viewmodel/load/releases';
import { Num } from '../../ui/Num';
import styles from './load.module.css';

interface Props {
  readonly releases: readonly OtherRelease[];
  /** takes the size over as `vm.kmem_size` */
  readonly onTry: (size: string) => void;
}

const Row = ({
  release: { name, kmemSize, why },
  onTry,
}: {
  release: OtherRelease;
  onTry: Props['onTry'];
}) => (
  <li>
    <b>{name}</b>{' '}
    {kmemSize === null ? (
      `${WORDS.bootless}: ${why}`
    ) : (
      <>
        <Num of={kmemSize}>{formatSize(kmemSize.value)}</Num>{' '}
        <button
          type="button"
          onClick={() => {
            onTry(String(kmemSize.value));
          }}
        >
          {WORDS.tryIt(formatSize(kmemSize.value))}
        </button>
      </>
    )}
  </li>
);

export const Releases = ({ releases, onTry }: Props) => (
  <details className={styles['releases']}>
    <summary>{WORDS.release}</summary>
    <p className={styles['small']}>{WORDS.releaseSays}</p>
    <ul>
      {releases.map((release) => (
        <Row key={release.name} release={release} onTry={onTry} />
      ))}
    </ul>
  </details>
);
