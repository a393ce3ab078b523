/** Controls of a guess that stand in the text: pick one, or put in order. */
import { GUESS_WORDS as WORDS } from '../../../strings/en/lessons';
import { Words } from '../../ui/Words';
import type { GuessState } from './use-guess';
import styles from './guess.module.css';

export const Pick = ({ guess }: { readonly guess: GuessState }) => {
  const { prediction: p, draft, setDraft } = guess;
  if (p.kind !== 'pick' || draft.kind !== 'pick') return null;
  return (
    <fieldset className={styles['pick']}>
      <legend className="visually-hidden">{p.ask.replaceAll('`', '')}</legend>
      {p.options.map((o) => (
        <label key={o.id}>
          <input
            type="radio"
            name={`guess-${p.id}`}
            checked={draft.option === o.id}
            onChange={() => {
              setDraft({ kind: 'pick', option: o.id });
            }}
          />
          <span>
            <Words>{o.name}</Words>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

/** Moves an item of a list by one place. */
const moved = (order: readonly number[], at: number, by: number): readonly number[] => {
  const [here, there] = [order[at], order[at + by]];
  if (here === undefined || there === undefined) return order;
  return order.with(at, there).with(at + by, here);
};

export const Order = ({ guess }: { readonly guess: GuessState }) => {
  const { prediction: p, draft, setDraft } = guess;
  if (p.kind !== 'order' || draft.kind !== 'order') return null;
  const { order } = draft;
  const move = (at: number, by: number): void => {
    setDraft({ kind: 'order', order: moved(order, at, by) });
  };
  return (
    <>
      <p className={styles['how']}>{WORDS.largest}</p>
      <ol className={styles['order']}>
        {order.map((item, at) => {
          const name = p.items[item]?.name ?? '';
          return (
            <li key={item}>
              <span>
                <Words>{name}</Words>
              </span>
              <button
                type="button"
                aria-label={`${WORDS.up}: ${name.replaceAll('`', '')}`}
                aria-disabled={at === 0}
                onClick={() => {
                  move(at, -1);
                }}
              >
                ↑
              </button>
              <button
                type="button"
                aria-label={`${WORDS.down}: ${name.replaceAll('`', '')}`}
                aria-disabled={at === order.length - 1}
                onClick={() => {
                  move(at, 1);
                }}
              >
                ↓
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
};
