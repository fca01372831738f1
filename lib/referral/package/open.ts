import { Readable } from 'node:stream';
import { type Caller, db, transact } from '@/lib/db';
import { type PersonActor, type Result, fail, log, ok, traceOf } from '@/lib/kernel';
import { packageName } from '../read/open';
import { type OpenTaking, countGone } from '../request/taking';
import { openSealed } from './folder';
import type { Range } from './range';

/** Larger than Node's own: packages are large, and a read costs the same. */
const READ_BYTES = 256 * 1024;

export interface OpenedPackage {
  readonly fileName: string;
  /** As `OpenTaking` has it. */
  readonly etag: string;
  /** Of the whole package. */
  readonly byteSize: number;
  /** Null when all of it goes. */
  readonly range: Range | null;
  readonly body: Readable;
}

/** Puts on record that bytes went. @throws Error when it cannot be; the log says so. */
async function count(caller: Caller<PersonActor>, takingId: string, { first }: Range, bytes: number): Promise<void> {
  if (bytes === 0) return;
  try {
    await transact(db(), (tx) => countGone({ ...caller, tx }, { takingId, stretch: [first, first + bytes] }));
  } catch (error) {
    log.error({ requestId: caller.requestId, error: traceOf(error) }, 'that a package was taken could not be put on record');
    throw error;
  }
}

/** Passes bytes on one piece at a time, and puts on record which of them went: before their end is told, and when somebody hangs up. */
async function* counted(bytes: AsyncIterable<Buffer>, range: Range, tell: (bytes: number) => Promise<void>): AsyncGenerator<Buffer> {
  let passed = 0;
  let isThrough = false;
  try {
    for await (const piece of bytes) {
      passed += piece.length;
      yield piece;
    }
    isThrough = true;
  } finally {
    // Some of the last piece may lie ready and never go: who hung up has not had the last byte. That it failed is in the log.
    if (!isThrough) await tell(Math.min(passed, range.last - range.first)).catch(() => undefined);
  }
  await tell(passed);
}

/**
 * The sealed package under a taking that was just opened, or the range of it that is asked for. What went of it is put on record
 * before the last piece's end is told: with the last byte that was missing, the taking is over. Who hangs up ends the reading.
 */
export async function openPackage(caller: Caller<PersonActor>, { takingId, referralId, number, keyKind, byteSize, etag, range }: OpenTaking): Promise<Result<OpenedPackage>> {
  const file = await openSealed(referralId);
  if (!file) return fail('not_found', 'The package is not here any more. Nothing of it left; issue the referral anew if the agency needs it.');
  const found = (await file.stat()).size;
  if (found !== byteSize) {
    await file.close();
    log.error({ requestId: caller.requestId, referralId, found, byteSize }, 'a sealed package has another length than is on record');
    return fail('unavailable', 'The package is not what is on record: its length is another one. Nothing of it left. Tell whoever runs the desk, and issue the referral anew.');
  }
  const asked = range ?? { first: 0, last: byteSize - 1 };
  const bytes = file.createReadStream({ start: asked.first, end: asked.last, highWaterMark: READ_BYTES });
  // Nothing is read before it is asked for: with the last byte of a small package in a buffer here, it would count as taken.
  const body = Readable.from(counted(bytes, asked, (gone) => count(caller, takingId, asked, gone)), { objectMode: false, highWaterMark: 1 });
  body.once('close', () => bytes.destroy());
  return ok({ fileName: packageName(number, keyKind), etag, byteSize, range, body });
}
