import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { LeadsInside, isPrivate } from './private-address';
import { send } from './send';

test.each(['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '::1', '::', 'fd00::1', 'fe80::1', '::ffff:10.0.0.1', 'ff02::1', '64:ff9b::a00:1', '2002:a00:1::1'])(
  '%s is inside a network',
  (address) => expect(isPrivate(address)).toBe(true),
);

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is on the internet', (address) => expect(isPrivate(address)).toBe(false));

test.each(['localhost', '127.0.0.1', '[::1]', '10.0.0.1'])('no connection is made to %s where only the internet is meant, whatever listens there', async (host) => {
  let asked = 0;
  const server = createServer(() => (asked += 1)).listen(0, host === '10.0.0.1' ? '127.0.0.1' : host.replace(/[[\]]/g, ''));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const call = async () => send({ address: `http://${host}:${port}/`, method: 'GET', headers: {}, signal: AbortSignal.timeout(10_000), isOnlyOutside: true });
  await expect(call()).rejects.toThrow(LeadsInside);
  expect(asked).toBe(0);
  server.close();
});
