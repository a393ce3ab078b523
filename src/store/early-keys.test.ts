import { describe, expect, it } from 'vitest';
import { dropEarlyKeys, keepEarlyKey, takeEarlyKeys } from './early-keys';

describe('keys typed before the palette has come', () => {
  it('make a text, once', () => {
    for (const key of ['1', '2', '9', 'Backspace', '8']) expect(keepEarlyKey(key)).toBe(true);
    expect(keepEarlyKey('ArrowDown')).toBe(false);
    expect(takeEarlyKeys()).toEqual({ text: '128', isSent: false });
    expect(takeEarlyKeys()).toEqual({ text: '', isSent: false });
  });
  it('know that Enter was pressed, and can be forgotten', () => {
    keepEarlyKey('a');
    keepEarlyKey('Enter');
    expect(takeEarlyKeys()).toEqual({ text: 'a', isSent: true });
    keepEarlyKey('b');
    dropEarlyKeys();
    expect(takeEarlyKeys().text).toBe('');
  });
});
