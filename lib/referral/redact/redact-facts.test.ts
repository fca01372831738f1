import { expect, test } from 'vitest';
import { sampleFacts } from '../testing/facts';
import { redactFacts } from './redact-facts';
import { redactorOf } from './redactor';

const facts = sampleFacts();
const [first] = facts.exhibits;
const carriers = first?.messages.filter(({ files }) => files.length > 0) ?? [];

/** What is left of the first exhibit's files where some of its messages are taken out. */
async function filesWithout(messageIds: readonly string[], exhibit = first) {
  const redactor = redactorOf({ persons: [], others: [], phrases: [], choices: [] });
  const told = await redactFacts({ ...facts, exhibits: exhibit ? [exhibit] : [] }, { redactor, persons: new Set(), messageIds: new Set(messageIds) });
  return told.exhibits[0]?.files.map(({ name, path, sha256, isTakenOut = false }) => ({ name, path, sha256, isTakenOut }));
}

test('a file that only messages to be taken out carried is told by its hash alone', async () => {
  const whole = await filesWithout([]);
  expect(whole?.map(({ name, path, isTakenOut }) => [name, path, isTakenOut])).toEqual([['E01-1', 'data/items/E01-1.png', false], ['E01-2', 'data/items/E01-2.png', false]]);
  expect(await filesWithout(carriers.map(({ id }) => id))).toEqual(whole?.map((file) => ({ ...file, path: null, isTakenOut: true })));
});

test('a file that another message carried as well, or none, goes with that', async () => {
  const [carrier] = carriers;
  const other = first?.messages.find(({ files }) => files.length === 0);
  if (!first || !carrier || !other) throw new Error('The sample has both.');
  const both = { ...first, messages: first.messages.map((message) => (message.id === other.id ? { ...message, files: ['E01-2'] } : message)) };
  expect((await filesWithout([carrier.id], both))?.map(({ isTakenOut }) => isTakenOut)).toEqual([true, false]);
  const none = { ...first, messages: first.messages.map((message) => ({ ...message, files: message.files.filter((name) => name !== 'E01-1') })) };
  expect((await filesWithout([carrier.id], none))?.map(({ isTakenOut }) => isTakenOut)).toEqual([false, true]);
});
