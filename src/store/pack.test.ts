import { describe, expect, it } from 'vitest';
import { packText, unpackText } from './pack';

describe('a text in a link', () => {
  it('comes back as it went', async () => {
    const text = 'router:~# vmstat -z\n128: 128, 0, 243914\n\u0440\u043e\u0443\u0442\u0435\u0440';
    expect(await unpackText(await packText(text))).toBe(text);
  });
  it('is refused when damaged', async () => {
    expect(await unpackText('1zzzz')).toBeNull();
    expect(await unpackText('')).toBeNull();
    expect(await unpackText('9abc')).toBeNull();
  });
});
