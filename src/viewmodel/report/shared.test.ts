import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { sharedText } from './shared';

const TEXT =
  'FreeBSD gate7.hafen.net 6.2-RELEASE i386\nvm.kmem_size: 83415040\r\n10.20.30.40 is up';
const report = readText(TEXT);

describe('the text of a link', () => {
  it('is the text to the letter where nothing is replaced', () => {
    expect(sharedText(TEXT, report, null).text).toBe(TEXT);
    const values = sharedText(TEXT, report, null).found.map((f) => f.value);
    expect(values).toContain('10.20.30.40');
    expect(sharedText(TEXT, report, values).text).toBe(TEXT);
  });
  it('loses names and addresses, and keeps its rows', () => {
    const { text, found } = sharedText(TEXT, report, []);
    for (const { value, by } of found) {
      expect(text).not.toContain(value);
      expect(text).toContain(by);
    }
    expect(readText(text).blocks.map((b) => b.rows)).toEqual(report.blocks.map((b) => b.rows));
  });
  it('keeps what is ticked', () => {
    expect(sharedText(TEXT, report, ['10.20.30.40']).text).toContain('10.20.30.40');
  });
});
