/** cp(1): read and write in turn, through the buffer cache. */
import type { Script } from '../scenarios/director';
import { about, freeName, workload } from './workload';
import type { Load } from './workload';

const script = function* ({
  d,
  set,
  random,
}: Load<'files' | 'pages' | 'portion' | 'rate'>): Script {
  const from = freeName(d, 'originals');
  const to = freeName(d, 'copies');
  let moved = 0;
  for (let nth = 0; nth < set.files; nth += 1) {
    const length = about(random, set.pages);
    yield { do: 'file_create', as: from, pages: length };
    yield { do: 'file_create', as: to };
    for (let at = 0; at < length; at += set.portion) {
      const pages = Math.min(set.portion, length - at);
      yield { do: 'file_read', file: from, nth, from: at, pages };
      yield { do: 'file_write', file: to, nth, from: at, pages };
      moved += pages;
      if (moved < set.rate) continue;
      moved = 0;
      yield { do: 'wait', seconds: 1 };
    }
  }
};

export const COPY = workload({
  id: 'copy',
  title: 'File copy',
  what: 'Files are copied one after the other; the copies are written out later.',
  levers: {
    files: { label: 'files', unit: 'files', min: 1, max: 10_000, usual: 8 },
    pages: { label: 'length of a file', unit: 'pages', min: 1, max: 100_000, usual: 2048 },
    portion: { label: 'pages at a time', unit: 'pages', min: 1, max: 4096, usual: 64 },
    rate: { label: 'copied', unit: 'pages a second', min: 1, max: 100_000, usual: 2048 },
  },
  script,
});
