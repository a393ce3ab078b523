import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { finish } from '../base/steps';
import { readText } from './read-any';
import { readMailSteps } from './read-mail';

const mail = readFileSync('src/examples/seed-mail.txt', 'utf8');

it('reads of the mail what all readers together read', () => {
  const report = finish(readMailSteps(mail));
  expect(report.blocks.length).toBeGreaterThan(1);
  expect(report).toEqual(readText(mail));
});
