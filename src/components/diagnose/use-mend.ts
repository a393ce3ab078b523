/** Reads the open text again without the repairs that are undone. */
import type { Repair } from '../../import';
import { useApp } from '../app/store-context';

export const useMend = (): ((without: readonly Repair[]) => void) => useApp((s) => s.mend);
