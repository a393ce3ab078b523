/** Textures of the three properties: wired has none, pageable runs at 45°, discardable lies flat. */
import styles from './ruler.module.css';

export const Hatches = () => (
  <defs>
    <pattern
      id="hatch-pageable"
      width="4.5"
      height="4.5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <path className={styles['hatch']} d="M0 0V5" />
    </pattern>
    <pattern id="hatch-discardable" width="5" height="4" patternUnits="userSpaceOnUse">
      <path className={styles['hatch']} d="M0 0H5" />
    </pattern>
  </defs>
);
