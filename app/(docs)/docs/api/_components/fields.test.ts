import { expect, test } from 'vitest';
import { mediaReceipt } from '@/lib/evidence/schema';
import { itemInput } from '@/lib/intake/schema';
import { fieldsOf } from './fields';

test('the table names every field of an item once, with its type, its limits and whether it is needed', () => {
  const rows = fieldsOf(itemInput, 'input');
  const row = (path: string) => rows.find((each) => each.path === path);
  expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
  expect(row('occurredAt')).toMatchObject({ type: 'date-time', isRequired: true });
  expect(row('subject.ipEvents[].ip')).toMatchObject({ type: 'ipv4 or ipv6', isRequired: true });
  expect(row('messages[].media[]')).toMatchObject({ type: 'list of uuid', isRequired: false, notes: 'at most 50' });
  expect(row('signals[]')).toMatchObject({ isRequired: true, notes: '1 to 100' });
  expect(row('signals[].score')).toMatchObject({ type: 'number', isRequired: false, notes: 'at most 1' });
  expect(row('conversation.encryption')?.notes).toContain('transport when left out');
  expect(fieldsOf(mediaReceipt, 'output').find(({ path }) => path === 'byteSize')).toMatchObject({ type: 'integer', isRequired: true, notes: '' });
  expect(fieldsOf(mediaReceipt, 'output').find(({ path }) => path === 'width')).toMatchObject({ isRequired: true, notes: expect.stringContaining('null until the renderings are made') as string });
});
