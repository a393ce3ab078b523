/**
 * The specification's own files are copied byte for byte. When the model and one of them differ,
 * the model is wrong, or the file is: then it is the test that says so, never an edited copy.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const DIGESTS: Readonly<Record<string, string>> = {
  'kva-layout.json': '68aad655b4b4c5f9b504ba59ab483cc30768964015c3a893a26ebf821daebaa4',
  'seed-zones.json': '85f4d1e1c20d03ec82e75fa00ae2908fcd4855783ff16e414b5aea8a7eab58f1',
  'seed-mail.txt': '0e3bd7a3f6f026d0b48af3fd0cbc41ddda1f22e47274302ef22f7fd012b6bcd2',
};

describe('files of the specification', () => {
  it.each(Object.entries(DIGESTS))('%s is the original, do not edit it', (name, digest) => {
    const bytes = readFileSync(`tests/fixtures/${name}`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
  });
});
