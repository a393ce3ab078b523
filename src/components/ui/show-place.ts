/** Brings a heading into view and gives it the focus, so that keyboard and screen reader are there too. */
import { useEffect } from 'react';

export const showPlace = (id: string): void => {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'start' });
  place?.focus({ preventScroll: true });
};

/** The same for the place that a link names, when it is opened and whenever it changes; '' = none. */
export const useLinkedPlace = (id: string): void => {
  useEffect(() => {
    if (id !== '') showPlace(id);
  }, [id]);
};
