import { expect, test } from 'vitest';
import { detailsWords, targetsWords } from './entry-words';

test('a target without a label is told by its kind and the part of its id that differs', () => {
  expect(targetsWords([{ type: 'media', id: '0199b2f0-0000-7000-8000-0000000abc12' }, { type: 'case', id: 'x', label: 'C-2026-00042' }])).toBe('File …0abc12 · C-2026-00042');
  expect(targetsWords([{ type: 'route', id: 'audit.read' }])).toBe('audit.read');
  expect(targetsWords([])).toBe('');
});

test('a before and an after become a change, everything else a term and a value', () => {
  expect(detailsWords({ before: 'opening', after: 'opened' })).toEqual({ changes: [{ field: 'state', before: 'opening', after: 'opened' }], rest: [] });
  expect(detailsWords({ byteSize: 12, dangerNow: [], test: true, filters: { person: 'p1' } }).rest).toEqual([
    { term: 'Byte size', value: '12' },
    { term: 'Danger now', value: 'None' },
    { term: 'Test', value: 'Yes' },
    { term: 'Filters', value: 'person: p1' },
  ]);
});
