import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { readOriginal } from '@/lib/evidence';
import { log, traceOf } from '@/lib/kernel';
import type { Part, Referral } from './export';

/**
 * The referral as a ZIP stream. Originals are read one at a time, when the reader has taken what came before, and
 * each is held against its recorded hash; one that is missing or differs breaks the stream off, so that half a
 * package can never pass for a whole one.
 */
export function packReferral({ id, madeAt, parts }: Referral): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => {
    log.error({ referralId: id, error: traceOf(error) }, 'a referral broke off');
    output.destroy(error);
  });
  for (const { path, sha256, content } of parts) {
    const options = { mtime: madeAt, mode: 0o100_644 };
    if (typeof content === 'string') {
      zip.addBuffer(Buffer.from(content, 'utf8'), path, options);
      continue;
    }
    // Pictures are compressed already.
    zip.addReadStreamLazy(path, { ...options, compress: false }, (done) => {
      original(path, sha256, content).then(
        (stream) => done(null, stream),
        (error: unknown) => done(error, Readable.from([])),
      );
    });
  }
  zip.end();
  return output;
}

async function original(path: string, sha256: string, content: Exclude<Part['content'], string>): Promise<Readable> {
  const bytes = await readOriginal(content);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`${path} is not what was recorded.`);
  return Readable.from([bytes]);
}
