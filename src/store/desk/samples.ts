/** Finds the samples of a log, and where each stands in its text. */
import { LogReader } from '../../import';
import type { Sample } from '../../import';
import type { Pace, SampleHead } from './types';

/** Characters fed at once: some ms of work. */
const PIECE = 65_536;

/** Characters at which lines begin, asked for in rising order. */
const lineFinder = (text: string): ((line: number) => number) => {
  let line = 1;
  let at = 0;
  return (wanted) => {
    while (line < wanted) {
      const end = text.indexOf('\n', at);
      if (end < 0) return text.length;
      at = end + 1;
      line += 1;
    }
    return at;
  };
};

/** All samples of a text, in its order. */
export const samplesOf = async (text: string, pace: Pace): Promise<readonly SampleHead[]> => {
  const reader = new LogReader();
  const start = lineFinder(text);
  const heads: SampleHead[] = [];
  const note = ({ lines, time, zones, types }: Sample): void => {
    const from = start(lines[0]);
    heads.push({
      time,
      lines,
      from,
      to: start(lines[1] + 1),
      zones: zones.length,
      types: types.length,
    });
  };
  for (let at = 0; at < text.length; at += PIECE) {
    reader.feed(text.slice(at, at + PIECE)).forEach(note);
    const { characters, lines } = reader.progress;
    pace.tell({ doing: 'reading', lines, share: characters / text.length });
    await pace.rest();
  }
  reader.end().forEach(note);
  return heads;
};
