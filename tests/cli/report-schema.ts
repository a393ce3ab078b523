/** What `kva report --json` and `kva collect --json` print. */
import * as v from 'valibot';
import { line, text } from './atoms';

export const reportSchema = v.strictObject({
  format: v.picklist(['markdown', 'text']),
  text,
  replaced: v.array(
    v.strictObject({
      kind: v.picklist([
        'host',
        'user',
        'mail address',
        'IP address',
        'Ethernet address',
        'serial',
      ]),
      value: text,
      by: text,
      line,
      lines: line,
    }),
  ),
  readsBack: v.boolean(),
});

export const collectSchema = v.strictObject({
  script: text,
  commands: v.array(v.strictObject({ id: text, command: text, what: text })),
});
