/** Takes in a pasted text or a file: says what it is doing, refuses with a reason, then reads. */
import { useState } from 'react';
import { LONG_TEXT, readFile, readingWords, tooLarge } from '../../viewmodel/reading/intake';
import { DIAGNOSE } from '../../strings/en/diagnose';
import { useApp } from '../app/store-context';

export interface IntakeState {
  /** what is being done, or why nothing was; empty = nothing to say */
  readonly words: string;
  readonly isRefused: boolean;
  readonly takeText: (text: string, fileName?: string) => void;
  readonly takeFile: (file: File | undefined) => void;
}

/** Lets the browser draw the words before the page is busy. */
const afterPaint = (then: () => void): void => {
  requestAnimationFrame(() => {
    setTimeout(then, 0);
  });
};

export const useIntake = (): IntakeState => {
  const paste = useApp((s) => s.paste);
  const say = useApp((s) => s.say);
  const [state, setState] = useState({ words: '', isRefused: false });
  const refuse = (words: string): void => {
    setState({ words, isRefused: true });
    say(words);
  };
  const takeText = (text: string, fileName = ''): void => {
    const large = tooLarge(fileName === '' ? DIAGNOSE.empty.label : fileName, text.length);
    if (large !== null) {
      refuse(large);
      return;
    }
    if (text.length < LONG_TEXT) {
      setState({ words: '', isRefused: false });
      paste(text, fileName);
      return;
    }
    const words = readingWords(text);
    setState({ words, isRefused: false });
    say(words);
    afterPaint(() => {
      paste(text, fileName);
      setState({ words: '', isRefused: false });
    });
  };
  const open = async (file: File): Promise<void> => {
    const large = tooLarge(file.name, file.size);
    if (large !== null) {
      refuse(large);
      return;
    }
    try {
      const taken = readFile(file.name, new Uint8Array(await file.arrayBuffer()));
      if (taken.ok) takeText(taken.text, file.name);
      else refuse(taken.message);
    } catch {
      refuse(DIAGNOSE.file.unreadable(file.name));
    }
  };
  return {
    ...state,
    takeText,
    takeFile: (file) => {
      if (file !== undefined) void open(file);
    },
  };
};
