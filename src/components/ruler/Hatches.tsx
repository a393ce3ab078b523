/**
 * Textures of the properties: wired has none, pageable runs at 45°, discardable lies flat.
 * A pattern takes its colour from where it stands, not from where it is used: one per owner.
 */
import { OWNERS } from '../../base/owner';
import type { Owner, Paging } from '../../base/owner';
import styles from './ruler.module.css';

/** Name of the texture of an owner's pages. */
export const hatchId = (paging: Paging, owner: Owner): string => `hatch-${paging}-${owner}`;

export const Hatches = () => (
  <defs>
    {OWNERS.map((owner) => (
      <g key={owner} data-owner={owner}>
        <pattern
          id={hatchId('pageable', owner)}
          width="4.5"
          height="4.5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className={styles['hatch']} d="M0 0V5" />
        </pattern>
        <pattern
          id={hatchId('discardable', owner)}
          width="5"
          height="4"
          patternUnits="userSpaceOnUse"
        >
          <path className={styles['hatch']} d="M0 0H5" />
        </pattern>
      </g>
    ))}
  </defs>
);
