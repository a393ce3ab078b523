/** One of a few: radio buttons that read as words in a row. */
import styles from './room.module.css';

interface Props<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export const Choice = <T extends string>(p: Props<T>) => (
  <fieldset className={styles['choice']}>
    <legend>{p.label}</legend>
    {p.options.map((option) => (
      <label key={option} data-on={option === p.value}>
        <input
          type="radio"
          name={p.name}
          checked={option === p.value}
          onChange={() => {
            p.onChange(option);
          }}
        />
        {p.words[option]}
      </label>
    ))}
  </fieldset>
);
