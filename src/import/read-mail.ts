/**
 * Reads the mail that the opening shows. Its tables need few of the readers, and the opening waits for no
 * others: read-mail.test.ts holds that all of them would say the same of it.
 */
import type { Steps } from '../base/steps';
import type { ReaderSet } from './reader';
import { readBy } from './read-text';
import { panic } from './readers/panic';
import { sysctl } from './readers/sysctl';
import { top } from './readers/top';
import { vmstatM } from './readers/vmstat-m';
import { vmstatZ } from './readers/vmstat-z';
import type { KernelReport } from './types';

const MAIL_READERS: ReaderSet = {
  readers: [panic, top, sysctl, vmstatZ, vmstatM],
  gather: () => ({ blocks: [], diagnostics: [] }),
};

/**
 * Reads the thread's mail in short steps.
 * @param text the mail; of another text tables of other kinds stay unread
 */
export const readMailSteps = (text: string): Steps<KernelReport> => readBy(MAIL_READERS, text);
