import { expect, test } from 'vitest';
import { openSandbox } from './testing/sandbox';
import { writeSchema } from './write-schema';

test('the schema comes whole, to whoever may sign in', async () => {
  await using box = await openSandbox();
  expect(await box.hotline.fetchSchema()).toMatchObject({ kind: 'ok', value: writeSchema(), call: { path: '/xsd', httpStatus: 200 } });
  expect(await box.stranger.fetchSchema()).toMatchObject({ kind: 'stop', call: { httpStatus: 401 } });
});

test.each([
  ['http503', 'retry'],
  ['cut-before', 'retry'],
  ['huge', 'retry'],
  ['code1000', 'retry'],
  ['malformed', 'retry'],
  ['http401', 'stop'],
])('what came of %s is taken for no schema', async (kind, outcome) => {
  await using box = await openSandbox();
  await box.addFault({ call: 'xsd', kind });
  expect((await box.hotline.fetchSchema()).kind).toBe(outcome);
});
