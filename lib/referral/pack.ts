import { createHash } from 'node:crypto';
import { Readable, Transform, pipeline } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Caller } from '@/lib/db';
import { BrokenSeal, type SealedObject, foundBroken, openOriginal } from '@/lib/evidence';
import { log, traceOf } from '@/lib/kernel';
import type { Referral } from './export';

/**
 * The referral as a ZIP stream. Originals are read one at a time, when the reader has taken what came before, and
 * each is held against its recorded hash; one that is missing or differs breaks the stream off, so that half a
 * package can never pass for a whole one.
 */
export function packReferral(caller: Caller, { id, madeAt, parts }: Referral): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const breakOff = (error: Error): void => {
    log.error({ referralId: id, error: traceOf(error) }, 'a referral broke off');
    output.destroy(error);
  };
  zip.on('error', breakOff);
  let current: Readable | undefined;
  // Who stops downloading closes the file that was being read.
  output.once('close', () => current?.destroy());
  for (const { path, sha256, content } of parts) {
    const options = { mtime: madeAt, mode: 0o100_644 };
    if (typeof content === 'string') {
      zip.addBuffer(Buffer.from(content, 'utf8'), path, options);
      continue;
    }
    // Pictures and videos are compressed already.
    zip.addReadStreamLazy(path, { ...options, compress: false }, (done) => {
      original(path, sha256, content).then(
        (stream) => {
          current = stream;
          // The library hands a stream's failure on to nobody.
          stream.once('error', (error: Error) => {
            breakOff(error);
            if (error instanceof BrokenSeal) foundBroken(caller, { mediaId: content.id, rendering: 'original' }).catch((failure: unknown) => log.error({ referralId: id, error: traceOf(failure) }, 'a broken seal could not be recorded'));
          });
          done(null, stream);
        },
        (error: unknown) => done(error, Readable.from([])),
      );
    });
  }
  zip.end();
  return output;
}

/** The original as it is opened; its end is held back until all of it has been what was recorded. */
async function original(path: string, sha256: string, content: SealedObject): Promise<Readable> {
  const hash = createHash('sha256');
  const check = new Transform({
    transform(part: Buffer, _encoding, done) {
      hash.update(part);
      done(null, part);
    },
    flush: (done) => done(hash.digest('hex') === sha256 ? null : new Error(`${path} is not what was recorded.`)),
  });
  // Its errors come out of the check as well, which is all that is read.
  return pipeline(await openOriginal(content), check, () => undefined);
}
