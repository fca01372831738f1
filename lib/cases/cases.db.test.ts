import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { receiveItems } from '@/lib/intake';
import { submission, testPlatform } from '@/lib/intake/testing';
import type { PersonActor, Result } from '@/lib/kernel';
import { addNote, closeCase, editNote, openCase, reopenCase } from './index';

const database = testDatabase();
const as = <T>(actor: PersonActor, verb: (ctx: ReturnType<typeof contextOf<PersonActor>>) => Promise<Result<T>>) =>
  transact(database.client, (tx) => verb(contextOf(tx, actor)));

let count = 0;
async function newCase(): Promise<string> {
  count += 1;
  const platform = await testPlatform(`Platform ${count}`);
  const [outcome] = await receiveItems(platform, [submission({ externalId: `evt-${count}`, subject: { externalId: `u-${count}` }, messages: [] })]);
  if (!outcome || !('receipt' in outcome)) throw new Error('the item was refused');
  return (await database.client.item.findUniqueOrThrow({ where: { id: outcome.receipt.itemId } })).caseId;
}

test('an edited note keeps its earlier wording, and is sealed in the database', async () => {
  const anna = await addPerson(database.client, 'moderator');
  const caseId = await newCase();
  const added = await as(anna, (ctx) => addNote(ctx, { caseId, body: 'Account is two days old.' }));
  if (!added.ok) throw new Error(added.problem.safeMessage);
  const { noteId } = added.value;
  expect((await as(anna, (ctx) => editNote(ctx, { noteId, body: 'Account is three days old.', version: 1 }))).ok).toBe(true);

  const opened = await as(anna, (ctx) => openCase(ctx, { caseId }));
  expect(opened.ok && opened.value.notes[0]?.versions.map(({ version, body }) => [version, body])).toEqual([[2, 'Account is three days old.'], [1, 'Account is two days old.']]);
  const sealed = await database.client.noteVersion.findMany({ where: { noteId } });
  expect(sealed.some(({ sealedBody }) => Buffer.from(sealedBody).includes('days old'))).toBe(false);
});

test('a note is changed by its author alone, and never over a version they have not seen', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const caseId = await newCase();
  const added = await as(anna, (ctx) => addNote(ctx, { caseId, body: 'First.' }));
  if (!added.ok) throw new Error(added.problem.safeMessage);
  const edit = async (actor: PersonActor, version: number) => {
    const result = await as(actor, (ctx) => editNote(ctx, { ...added.value, body: 'Other.', version }));
    return result.ok ? 'saved' : result.problem.code;
  };
  expect(await edit(ben, 1)).toBe('not_found');
  expect(await Promise.all([edit(anna, 1), edit(anna, 1)])).toEqual(expect.arrayContaining(['saved', 'conflict']));
});

test('a case closes only when everything is decided, and a later item of the account opens a new one', async () => {
  const anna = await addPerson(database.client, 'moderator');
  const caseId = await newCase();
  const close = () => as(anna, (ctx) => closeCase(ctx, { caseId }));
  const early = await close();
  expect(early.ok === false && early.problem.safeMessage).toMatch(/1 item is not decided/);
  await database.client.item.updateMany({ where: { caseId }, data: { state: 'decided' } });
  expect((await close()).ok).toBe(true);

  const [outcome] = await receiveItems(await testPlatform('Later'), [submission({ externalId: 'later', subject: { externalId: `u-${count}` }, messages: [] })]);
  const later = outcome && 'receipt' in outcome ? await database.client.item.findUniqueOrThrow({ where: { id: outcome.receipt.itemId } }) : undefined;
  expect(later?.caseId).not.toBe(caseId);
  const reopened = await as(anna, (ctx) => reopenCase(ctx, { caseId }));
  expect(reopened.ok === false && reopened.problem.safeMessage).toMatch(/newer open case/);
});
