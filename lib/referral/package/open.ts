import { type Readable, Transform, pipeline } from 'node:stream';
import { type Caller, db, transact } from '@/lib/db';
import { type PersonActor, type Result, fail, log, ok, traceOf } from '@/lib/kernel';
import { packageName } from '../read/open';
import { type OpenTaking, endTaking } from '../request/taking';
import { openSealed } from './folder';
import { type Range, rangeOf } from './range';

/** Larger than Node's own: packages are large, and a read costs the same. */
const READ_BYTES = 256 * 1024;

export interface OpenedPackage {
  readonly fileName: string;
  /** In quotes, as the header has it: the hash of the sealed bytes, which is on record. */
  readonly etag: string;
  /** Of the whole package. */
  readonly byteSize: number;
  /** Null when all of it goes. */
  readonly range: Range | null;
  readonly body: Readable;
}

/** What of it a client asks for; both null for the whole. */
export interface Wanted {
  readonly range: string | null;
  readonly ifRange: string | null;
}

/** The last byte went: whoever has it has all of it, since a download that goes on begins where it stopped. */
function whenGone(caller: Caller<PersonActor>, takingId: string): Transform {
  return new Transform({
    transform: (piece, _encoding, done) => done(null, piece),
    flush(done) {
      transact(db(), (tx) => endTaking({ ...caller, tx }, { takingId })).then(
        () => done(),
        (error: unknown) => {
          log.error({ requestId: caller.requestId, error: traceOf(error) }, 'that a package was taken could not be put on record');
          done(error as Error);
        },
      );
    },
  });
}

/**
 * The sealed package under a taking that was just opened, or the range of it that is asked for. Its end is put on record before the
 * last piece's end is told, when the range reaches to the end of the file. Who hangs up ends the reading.
 * @returns `unsatisfiable` for a range behind the end.
 */
export async function openPackage(caller: Caller<PersonActor>, { referralId, takingId, number, keyKind, sha256, byteSize }: OpenTaking, wanted: Wanted): Promise<Result<OpenedPackage | 'unsatisfiable'>> {
  const etag = `"${sha256}"`;
  const range = rangeOf(wanted.range, wanted.ifRange, etag, byteSize);
  if (range === 'unsatisfiable') return ok(range);
  const file = await openSealed(referralId);
  if (!file) return fail('not_found', 'The package is not here any more. Nothing of it left; issue the referral anew if the agency needs it.');
  const found = (await file.stat()).size;
  if (found !== byteSize) {
    await file.close();
    log.error({ requestId: caller.requestId, referralId, found, byteSize }, 'a sealed package has another length than is on record');
    return fail('unavailable', 'The package is not what is on record: its length is another one. Nothing of it left. Tell whoever runs the desk, and issue the referral anew.');
  }
  const { first, last } = range ?? { first: 0, last: byteSize - 1 };
  const bytes = file.createReadStream({ start: first, end: last, highWaterMark: READ_BYTES });
  const body = last === byteSize - 1 ? pipeline(bytes, whenGone(caller, takingId), () => undefined) : bytes;
  return ok({ fileName: packageName(number, keyKind), etag, byteSize, range, body });
}
