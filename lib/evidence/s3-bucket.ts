import { Readable } from 'node:stream';
import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { MEBIBYTE } from './schema';
import { type EvidenceStore, NoSuchObject, type StoredObject } from './store';

/** Two parts on their way and one being filled are all that an upload keeps in memory. */
const PART_BYTES = 8 * MEBIBYTE;
const PARTS_AT_ONCE = 2;
const CONNECT_WITHIN_MS = 10_000;
/** How long a store may say nothing at all. */
const SILENCE_MS = 60_000;

export interface BucketOptions {
  readonly bucket: string;
  readonly region: string;
  /** Of a store that is not Amazon's, for example `https://s3.example.com`. */
  readonly endpoint?: string | undefined;
  /** `endpoint/bucket/name` instead of `bucket.endpoint/name`. */
  readonly isPathStyle: boolean;
  /** Without them the AWS SDK looks where it always does: its variables, its files, the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

const isMissing = (error: unknown) => error instanceof NoSuchKey || (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404);

/**
 * Evidence in a bucket of an S3-compatible store. Its answers are believed to be strongly consistent, as Amazon's are.
 * Uploads that a crash cut short are invisible, and end by the bucket's own rule for incomplete multipart uploads.
 */
export function s3Bucket({ bucket: Bucket, region, endpoint, isPathStyle, credentials }: BucketOptions): EvidenceStore {
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    forcePathStyle: isPathStyle,
    requestHandler: { connectionTimeout: CONNECT_WITHIN_MS, socketTimeout: SILENCE_MS },
    // Stores other than Amazon's do not know its newer checksums; each request is signed over its bytes, and what comes
    // back is authenticated by its seal.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const missingAs = (name: string) => (error: unknown): never => {
    throw isMissing(error) ? new NoSuchObject(name) : error;
  };

  async function* list(prefix: string): AsyncGenerator<StoredObject> {
    let token: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken: token }));
      for (const { Key, LastModified } of page.Contents ?? []) if (Key && LastModified) yield { name: Key, at: LastModified };
      token = page.NextContinuationToken;
    } while (token);
  }
  const remove = (Key: string) => client.send(new DeleteObjectCommand({ Bucket, Key }));

  return {
    async put(name, content) {
      let failure: unknown;
      const Body = Readable.from(content, { objectMode: false }).once('error', (error) => (failure = error));
      const upload = new Upload({ client, params: { Bucket, Key: name, Body }, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE });
      await upload.done().catch((error: unknown) => {
        // Taking back the parts may fail as well, and would then be all that is said.
        throw failure ?? error;
      });
    },
    async get(name) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: name })).catch(missingAs(name));
      if (!(Body instanceof Readable)) throw new Error(`The evidence store answered ${name} without a body.`);
      return Body;
    },
    async move(from, to) {
      await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource: `${Bucket}/${from}` })).catch(missingAs(from));
      await remove(from);
    },
    async delete(name) {
      if (!name.endsWith('/')) await remove(name);
      else for await (const object of list(name)) await remove(object.name);
    },
    list,
  };
}
