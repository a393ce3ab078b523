/** Parts that the schemas of several commands have in common. */
import * as v from 'valibot';

export const whole = v.pipe(v.number(), v.integer());
export const count = v.pipe(whole, v.minValue(0));
export const line = v.pipe(whole, v.minValue(1));
export const text = v.pipe(v.string(), v.minLength(1));
export const address = v.pipe(v.string(), v.regex(/^0x[0-9a-f]+$/));

export const grade = v.picklist(['exact', 'user-data', 'inferred']);
const unit = v.picklist([
  'B',
  'K',
  'pages',
  'address',
  'items',
  'slabs',
  'count',
  'percent',
  'none',
]);
export const owner = v.picklist([
  'malloc',
  'uma',
  'mbufs',
  'files',
  'bufcache',
  'pipes',
  'stacks',
  'meta',
  'user',
  'free',
]);
export const release = v.picklist(['6.2', '7.0', '7.3']);
export const arch = v.picklist(['i386', 'amd64']);

export const source = v.strictObject({ repository: text, file: text, function: text });
const input = v.strictObject({
  name: text,
  value: v.union([v.pipe(v.number(), v.finite()), v.string()]),
  unit,
  ref: v.optional(text),
});
export const derivation = v.strictObject({
  id: text,
  label: text,
  value: v.union([v.pipe(v.number(), v.finite()), address]),
  unit,
  formula: text,
  inputs: v.array(input),
  source,
  grade,
  note: v.optional(text),
});
