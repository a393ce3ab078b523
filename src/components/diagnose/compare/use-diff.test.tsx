/** A long log is compared in slices; it comes to the same as at once. */
import { renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../import';
import { diffReports } from '../../../viewmodel/diff/diff';
import { useDiff } from './use-diff';

const HEAD = 'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES';
const sample = (i: number): string =>
  [
    `Mon Jan  7 ${String(i).padStart(2, '0')}:00:00 UTC 2008`,
    HEAD,
    '',
    ...Array.from(
      { length: 100 },
      (_, z) =>
        `zone${String(z)}:   128,   0,   ${String(900 + i * z)},   6,   ${String(9000 + i)},   0`,
    ),
  ].join('\n');
const report = readText(Array.from({ length: 22 }, (_, i) => sample(i)).join('\n'));

describe('the comparison of a long log', () => {
  it('stands there later, and is the one made at once', async () => {
    const reports = [report];
    const { result } = renderHook(() => useDiff(reports, null));
    expect(result.current).toBeNull();
    await waitFor(() => {
      expect(result.current).not.toBeNull();
    });
    expect(result.current?.samples).toHaveLength(22);
    expect(result.current).toEqual(diffReports(reports));
  });
});
