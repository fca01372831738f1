import { expect, test } from 'vitest';
import { createKey } from '@/lib/access';
import { ORDINARY_KEY, createKeyInput } from '@/lib/access/schema';
import { page } from '@/lib/audit';
import { auditFilter } from '@/lib/audit/schema';
import { listCases } from '@/lib/cases';
import { caseFilter } from '@/lib/cases/schema';
import { addPerson, testDatabase } from '@/lib/db/testing';
import { grantView } from '@/lib/evidence';
import { grantInput } from '@/lib/evidence/schema';
import { randomIds } from '@/lib/kernel';
import { execute } from './execute';

const database = testDatabase();
const itemId = randomIds.next();

test.each([
  ['NUL', 'a\0b', 'invalid'],
  ['half a character', 'a\ud83d', 'ok'],
])('a person’s text with %s is answered and breaks nothing', async (_, text, answer) => {
  const [admin, supervisor] = [await addPerson(database.client, 'admin'), await addPerson(database.client, 'supervisor')];
  const requestId = randomIds.next();
  const answers = [
    await execute({ permission: 'api_key.manage', input: createKeyInput, run: (ctx, input) => createKey(ctx, input) }, admin, { ...ORDINARY_KEY, name: text }, requestId),
    await execute({ permission: 'audit.read', input: auditFilter, run: page }, supervisor, { text, case: text }, requestId),
    await execute({ permission: 'case.read', input: caseFilter, run: listCases }, supervisor, { status: 'all', text }, requestId),
    await execute({ permission: 'evidence.reveal', input: grantInput, run: grantView }, supervisor, { itemId, mediaId: itemId, kind: 'reveal', reason: text }, requestId),
  ].map((result) => (result.ok ? 'ok' : result.problem.code));
  // A search that cannot be is a search for nothing in particular; the file of the last one does not exist.
  expect(answers).toEqual([answer, answer, 'ok', answer === 'ok' ? 'not_found' : answer]);
});

test('days that the database writes in another way are refused', async () => {
  const supervisor = await addPerson(database.client, 'supervisor');
  const result = await execute({ permission: 'audit.read', input: auditFilter, run: page }, supervisor, { from: '0000-01-01', to: '0000-02-01' }, randomIds.next());
  expect(result.ok === false && result.problem.fields.map(({ field }) => field)).toEqual(['from', 'to']);
});
