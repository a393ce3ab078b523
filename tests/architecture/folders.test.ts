/** Each folder of sources says what belongs into it. */
import { describe, expect, it } from 'vitest';
import { filesOf, foldersOf, textOf } from './tree';

const HAS_SOURCES = /\.(tsx?|css)$/;
const folders = foldersOf(filesOf('src').filter((path) => HAS_SOURCES.test(path))).filter(
  (folder) => folder !== 'src',
);

describe('folders', () => {
  it('are found', () => {
    expect(folders).toContain('src/sim/boot');
    expect(folders.length).toBeGreaterThan(10);
  });
  it.each(folders)('%s has a README that begins with its name and goes on', (folder) => {
    expect(filesOf(folder)).toContain(`${folder}/README.md`);
    const [title = '', ...rest] = textOf(`${folder}/README.md`).trim().split('\n');
    expect(title).toBe(
      `# ${title.includes('/') ? folder.replace(/^src\//, '') : folder.split('/').pop()!}`,
    );
    expect(rest.join('').trim()).not.toBe('');
  });
});
