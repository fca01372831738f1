import crypto from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import S3rver from 's3rver';
import type { BucketOptions } from '../s3-bucket';

/** What is reached of the server's own store, to make it keep its word. */
interface ServerStore {
  getResourcePath(bucket: string, key: string | undefined, kind: string): string;
  putObject(object: { bucket: string; key: string }): Promise<{ size: number }>;
  putPart(bucket: string, uploadId: string, part: number, content: unknown): Promise<{ size: number }>;
}

async function untilWritten(path: string, size: number): Promise<void> {
  while ((await stat(path).catch(() => ({ size: 0 }))).size < size) await setImmediate();
}

/** This server answers when it has read a body, a moment before the last of it is in its file; stores that are meant to keep things do not. */
function answerLate(store: ServerStore): void {
  const putObject = store.putObject.bind(store);
  const putPart = store.putPart.bind(store);
  store.putObject = async (object) => {
    const put = await putObject(object);
    await untilWritten(store.getResourcePath(object.bucket, object.key, 'object'), put.size);
    return put;
  };
  store.putPart = async (bucket, uploadId, part, content) => {
    const put = await putPart(bucket, uploadId, part, content);
    await untilWritten(join(store.getResourcePath(bucket, undefined, 'uploads'), uploadId, String(part)), put.size);
    return put;
  };
}

/** The server hides its place in a list by DES, which OpenSSL no longer has; three times the same key is the same cipher. */
function bringBackDes(): void {
  for (const name of ['createCipheriv', 'createDecipheriv'] as const) {
    const original = crypto[name] as unknown as (algorithm: string, key: Buffer, iv: Buffer, options?: object) => unknown;
    crypto[name] = ((algorithm: string, key: Buffer, iv: Buffer, options?: object) =>
      algorithm === 'des' ? original('des-ede3-cbc', Buffer.concat([key, key, key]), iv) : original(algorithm, key, iv, options)) as never;
  }
}
bringBackDes();

export interface OpenBucket {
  readonly options: BucketOptions & { readonly endpoint: string; readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } };
  close(): Promise<void>;
}

/** A real S3 server on this machine, with one empty bucket in a folder that goes with it. */
export async function openBucket(): Promise<OpenBucket> {
  const directory = await mkdtemp(join(tmpdir(), 'watchkeeper-s3-'));
  const bucket = 'sealed';
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: bucket, configs: [] }] });
  answerLate((server as unknown as { store: ServerStore }).store);
  const { port } = await server.run();
  return {
    options: { bucket, region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, isPathStyle: true, credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
