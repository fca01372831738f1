import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { compressedResponse } from './answers';

// Answers read the configuration, which names a database.
testDatabase();

const BYTES = Uint8Array.from(Buffer.from('{"v":1}'.repeat(500)));
const asking = (accepts: string | undefined) => compressedResponse(new Request('http://localhost/', { headers: accepts === undefined ? {} : { 'Accept-Encoding': accepts } }), BYTES, 'application/octet-stream');

test.each(['gzip', 'gzip, deflate', 'br, GZIP;q=0.5', 'deflate , gzip ; q=1.0, br'])('who takes gzip gets it: %s', async (accepts) => {
  const answer = await asking(accepts);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([answer.headers.get('content-encoding'), answer.headers.get('vary'), answer.headers.get('content-length'), answer.headers.get('cache-control')]).toEqual(['gzip', 'Accept-Encoding', String(bytes.length), 'no-store']);
  expect(bytes.length).toBeLessThan(BYTES.length / 10);
  expect(Buffer.compare(gunzipSync(bytes), BYTES)).toBe(0);
});

test.each([undefined, 'identity', 'gzip;q=0', 'gzip;q=0.000, br', 'x-gzipped'])('who does not gets the bytes as they are: %s', async (accepts) => {
  const answer = await asking(accepts);
  expect([answer.headers.get('content-encoding'), answer.headers.get('vary'), answer.headers.get('content-length')]).toEqual([null, 'Accept-Encoding', String(BYTES.length)]);
  expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), BYTES)).toBe(0);
});
