/** A black screen: the speaker wants to be looked at. */
import { useEffect, useRef } from 'react';
import { BLANK_WORDS } from '../../strings/en/lessons';
import { useApp } from '../app/store-context';
import styles from './lesson.module.css';

export const Blank = () => {
  const ref = useRef<HTMLButtonElement>(null);
  const blank = useApp((s) => s.blank);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <button
      ref={ref}
      type="button"
      className={styles['blank']}
      aria-label={BLANK_WORDS}
      onClick={() => {
        blank(false);
      }}
    />
  );
};
