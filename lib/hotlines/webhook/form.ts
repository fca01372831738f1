import { randomBytes } from 'node:crypto';
import { partName } from '../courier-body';
import type { ParcelFile } from '../hotline';

/** A form whose length is known before its first byte is read. */
export interface StreamedForm {
  readonly contentType: string;
  readonly byteSize: number;
  readonly content: AsyncIterable<Uint8Array>;
}

const quoted = (text: string) => text.replace(/\r\n|[\r\n]/g, '%0D%0A').replaceAll('"', '%22');

/** `multipart/form-data` (RFC 7578): the JSON first, so that it can be checked before a file is read, then the files one after the other. */
export function reportForm(json: string, files: readonly ParcelFile[]): StreamedForm {
  const boundary = `watchkeeper-${randomBytes(18).toString('hex')}`;
  const head = (name: string, fileName: string, contentType: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${quoted(fileName)}"\r\nContent-Type: ${contentType}\r\n\r\n`;
  const first = Buffer.from(`${head('report', 'report.json', 'application/json')}${json}\r\n`);
  const heads = files.map(({ name, contentType }, index) => Buffer.from(head(partName(index), name, contentType)));
  const end = Buffer.from(`--${boundary}--\r\n`);
  const lineEnd = Buffer.from('\r\n');
  async function* content(): AsyncGenerator<Uint8Array> {
    yield first;
    for (const [index, file] of files.entries()) {
      yield heads[index] ?? Buffer.alloc(0);
      yield* file.content;
      yield lineEnd;
    }
    yield end;
  }
  const byteSize = first.length + end.length + heads.reduce((sum, each) => sum + each.length + lineEnd.length, 0) + files.reduce((sum, file) => sum + file.byteSize, 0);
  return { contentType: `multipart/form-data; boundary=${boundary}`, byteSize, content: content() };
}
