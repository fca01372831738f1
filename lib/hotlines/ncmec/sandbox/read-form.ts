import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { drain } from './read-body';

export interface ReceivedFile {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly md5: string;
  readonly sha256: string;
}

export interface ReceivedForm {
  readonly id: string | undefined;
  /** Only when exactly one part called `file` came. */
  readonly file: ReceivedFile | undefined;
}

/**
 * Reads a form, multipart or urlencoded; undefined when it cannot be read. Files are hashed as they pass, not kept.
 * `onId` hears the first id as soon as it has come.
 */
export async function readForm(request: IncomingMessage, onId: (id: string) => void = () => undefined): Promise<ReceivedForm | undefined> {
  const contentType = request.headers['content-type'];
  if (contentType === undefined || !/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\s*(?:;|$)/i.test(contentType)) {
    await drain(request);
    return undefined;
  }
  const ids: string[] = [];
  const files: Promise<ReceivedFile>[] = [];
  try {
    const busboy = new Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: { fields: 8, files: 2, fieldSize: 64 },
      isPartAFile: (name) => name === 'file',
    });
    busboy.on('field', (name, value) => {
      if (name !== 'id') return;
      if (ids.length === 0) onId(value);
      ids.push(value);
    });
    busboy.on('file', (_field, stream, name, _encoding, type) => {
      files.push(receive(stream, name ?? '', type));
    });
    await pipeline(request, busboy);
    const received = await Promise.all(files);
    return { id: ids.length === 1 ? ids[0] : undefined, file: received.length === 1 ? received[0] : undefined };
  } catch {
    await drain(request).catch(() => undefined);
    await Promise.allSettled(files);
    return undefined;
  }
}

async function receive(stream: Readable, name: string, contentType: string): Promise<ReceivedFile> {
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    md5.update(chunk);
    sha256.update(chunk);
    size += chunk.length;
  }
  return { name, contentType, size, md5: md5.digest('hex'), sha256: sha256.digest('hex') };
}
