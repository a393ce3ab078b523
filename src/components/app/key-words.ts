/** A key as people read it. */
import { PANEL_WORDS } from '../../strings/en/panels';

const NAMES: Readonly<Record<string, string>> = { escape: PANEL_WORDS.escape };

/** `mod+k` → `Ctrl K`, or `⌘ K` on Apple's keyboards. */
export const keyWords = (hotkey: string): string => {
  const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
  return hotkey.startsWith('mod+')
    ? `${isApple ? '⌘' : 'Ctrl'} ${hotkey.slice(4).toUpperCase()}`
    : (NAMES[hotkey] ?? hotkey);
};
