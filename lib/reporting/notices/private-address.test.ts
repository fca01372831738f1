import { expect, test } from 'vitest';
import { isPrivate, leadsInside } from './private-address';

test.each(['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '::1', '::', 'fd00::1', 'fe80::1', '::ffff:10.0.0.1', 'ff02::1'])(
  '%s is inside a network',
  (address) => expect(isPrivate(address)).toBe(true),
);

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is on the internet', (address) => expect(isPrivate(address)).toBe(false));

test('a name leads inside when any of its addresses does, and so does an address written as a host', async () => {
  expect(await Promise.all(['localhost', '127.0.0.1', '[::1]', '10.0.0.1'].map(leadsInside))).toEqual([true, true, true, true]);
});
