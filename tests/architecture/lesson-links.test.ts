/** What a finding links to is there: the import law keeps its words from asking the lessons. */
import { describe, expect, it } from 'vitest';
import { lessonOf } from '../../src/lessons/registry';
import { FINDINGS } from '../../src/strings/en/findings';
import { placeOf } from '../../src/viewmodel/reading/lesson-places';
import type { RuleWords } from '../../src/strings/en/findings-words';

const rules = Object.entries<RuleWords>(FINDINGS);
const linked = rules.flatMap(([rule, { lesson }]) => (lesson === null ? [] : [{ rule, lesson }]));

describe('the lesson of a finding', () => {
  it.each(linked)('$rule', ({ lesson: [id, step] }) => {
    const lesson = lessonOf(id)?.lesson;
    const steps = lesson?.steps.map((s) => s.id) ?? [];
    expect(steps, `lesson ${id}`).toContain(step);
    expect(placeOf({ lesson: id, step })).toEqual({
      number: lesson?.number,
      title: lesson?.title,
      step: steps.indexOf(step) + 1,
    });
  });
  it('is there for most rules', () => {
    expect(linked.length).toBeGreaterThan(rules.length / 2);
  });
});
