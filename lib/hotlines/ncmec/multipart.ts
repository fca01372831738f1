import { createHash, randomBytes } from 'node:crypto';
import type { OutgoingFile } from '../hotline';

/** A form as it goes over the wire: its length is known before its first byte is read. */
export interface Multipart {
  readonly contentType: string;
  readonly byteSize: number;
  readonly content: AsyncIterable<Uint8Array>;
  /** What went out, for the record: the file's bytes are named, not kept twice. */
  readonly told: () => string;
}

const escape = (text: string) => text.replace(/\r\n|[\r\n]/g, '%0D%0A').replaceAll('"', '%22');

/** `multipart/form-data` (RFC 7578) with one field and one file, which passes through without ever being whole in memory. */
export function multipart(field: { readonly name: string; readonly value: string }, file: OutgoingFile): Multipart {
  const boundary = `watchkeeper-${randomBytes(18).toString('hex')}`;
  const before =
    `--${boundary}\r\nContent-Disposition: form-data; name="${escape(field.name)}"\r\n\r\n${field.value}\r\n` +
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escape(file.name)}"\r\nContent-Type: ${file.contentType}\r\n\r\n`;
  const after = `\r\n--${boundary}--\r\n`;
  const md5 = createHash('md5');
  let sent = 0;
  let digest: string | undefined;
  async function* content(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(before);
    for await (const part of file.content) {
      md5.update(part);
      sent += part.byteLength;
      yield part;
    }
    digest = md5.digest('hex');
    yield Buffer.from(after);
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    byteSize: Buffer.byteLength(before) + file.byteSize + after.length,
    content: content(),
    told: () => `${before}[${digest === undefined ? `the first ${sent} of ${file.byteSize} bytes of the file` : `the file's ${sent} bytes, MD5 ${digest}`}]${after}`,
  };
}
