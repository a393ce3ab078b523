/** Keys that were typed before the palette had come: they belong into its field. */
let kept: string[] = [];

/** Keeps a key that a field would take. @returns whether it was one */
export const keepEarlyKey = (key: string): boolean => {
  const isKey = key.length === 1 || key === 'Enter' || key === 'Backspace';
  if (isKey) kept.push(key);
  return isKey;
};

/** Forgets what was typed. */
export const dropEarlyKeys = (): void => {
  kept = [];
};

/** @returns the text that the keys make, and whether it was sent off; they are forgotten then */
export const takeEarlyKeys = (): { readonly text: string; readonly isSent: boolean } => {
  let text = '';
  let isSent = false;
  for (const key of kept)
    if (key === 'Enter') isSent = true;
    else text = key === 'Backspace' ? text.slice(0, -1) : text + key;
  kept = [];
  return { text, isSent };
};
