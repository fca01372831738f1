import { expect, test } from 'vitest';
import { eachAlone } from './each-alone';

test('what fails keeps none of the others from its turn, and is said at the end', async () => {
  const done: number[] = [];
  const work = (one: number) => (one === 2 ? Promise.reject(new Error('two is broken')) : Promise.resolve(done.push(one)));
  await expect(eachAlone([1, 2, 3], work)).rejects.toThrow(/1 could not be done: .*two is broken/);
  expect(done).toEqual([1, 3]);
});
