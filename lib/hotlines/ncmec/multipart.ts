import { randomBytes } from 'node:crypto';
import type { OutgoingFile } from '../hotline';

/** A form as it goes over the wire: its length is known before its first byte is read. */
export interface Multipart {
  readonly contentType: string;
  readonly byteSize: number;
  readonly content: AsyncIterable<Uint8Array>;
}

const escape = (text: string) => text.replace(/\r\n|[\r\n]/g, '%0D%0A').replaceAll('"', '%22');

/** `multipart/form-data` (RFC 7578) with one field and one file, which passes through without ever being whole in memory. */
export function multipart(field: { readonly name: string; readonly value: string }, file: OutgoingFile): Multipart {
  const boundary = `watchkeeper-${randomBytes(18).toString('hex')}`;
  const before = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${escape(field.name)}"\r\n\r\n${field.value}\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escape(file.name)}"\r\nContent-Type: ${file.contentType}\r\n\r\n`,
  );
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* content(): AsyncGenerator<Uint8Array> {
    yield before;
    yield* file.content;
    yield after;
  }
  return { contentType: `multipart/form-data; boundary=${boundary}`, byteSize: before.length + file.byteSize + after.length, content: content() };
}
