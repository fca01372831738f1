import { expect, test } from 'vitest';
import { REFERRAL_KINDS, type ReferralKind, saveReferralInput } from '@/lib/referral/schema';
import { fromDay, fromMinute, missingIn, scopeCounts, stepOf, stepsOf, toDay, toMinute } from './draft';

test('every field of a draft is filled in at a step that its kind has', () => {
  const fields = Object.keys(saveReferralInput.shape).filter((field) => field !== 'referralId' && field !== 'seenAt');
  for (const kind of Object.keys(REFERRAL_KINDS) as ReferralKind[]) for (const field of fields) expect(stepsOf(kind), `${kind}: ${field}`).toContain(stepOf(field, kind));
});

test('what is missing is said at its own step', () => {
  const missing = [{ field: 'legalBasis/reference', message: 'The reference is missing' }, { field: 'scope/itemIds', message: 'Nothing is chosen' }];
  expect(missingIn('basis', missing, 'disclosure')).toEqual([missing[0]]);
  expect(missingIn('scope', missing, 'emergency')).toEqual([missing[1]]);
  expect(missingIn('preview', missing, 'disclosure')).toEqual([]);
});

test('moments go into fields and come back as the same instant, whatever their offset', () => {
  expect(toMinute('2026-11-23T10:00:00+01:00')).toBe('2026-11-23T09:00');
  expect(fromMinute(toMinute('2026-11-23T10:00:00+01:00'))).toBe('2026-11-23T09:00:00Z');
  expect([toMinute(null), fromMinute(''), toDay(null), fromDay('')]).toEqual(['', null, '', null]);
  expect(toDay('2026-11-23T00:00:00.000Z')).toBe('2026-11-23');
});

test('a scope counts the files and messages of its items alone', () => {
  const item = (id: string, files: number, messages: number) => ({ id, files, messages, summary: '', severity: 'high' as const, receivedAt: '', occurredAt: '', outcome: null });
  expect(scopeCounts({ itemIds: ['a', 'c'] }, [item('a', 1, 2), item('b', 10, 20), item('c', 3, 4)])).toEqual({ items: 2, files: 4, messages: 6 });
});
