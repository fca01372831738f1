import { type Readable, Transform, type TransformCallback, pipeline } from 'node:stream';
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

/** Passes bytes on, and puts on record which of them went: before the end of the last piece is told, and when somebody hangs up. */
class Counted extends Transform {
  private passed = 0;
  private isCounted = false;

  constructor(
    private readonly caller: Caller<PersonActor>,
    private readonly takingId: string,
    private readonly range: Range,
  ) {
    super();
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.passed += piece.length;
    done(null, piece);
  }

  override _flush(done: TransformCallback): void {
    this.count(this.passed).then(
      () => done(),
      (error: unknown) => done(error as Error),
    );
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // Some of it may lie ready here and never go: who hung up has not had the last byte.
    const told = () => done(error);
    this.count(Math.min(this.passed, this.range.last - this.range.first)).then(told, told);
  }

  /** Once. @throws Error when it could not be put on record; the log says so. */
  private async count(bytes: number): Promise<void> {
    if (this.isCounted || bytes === 0) return;
    this.isCounted = true;
    const { caller, takingId, range } = this;
    try {
      await transact(db(), (tx) => countGone({ ...caller, tx }, { takingId, stretch: [range.first, range.first + bytes] }));
    } catch (error) {
      log.error({ requestId: caller.requestId, error: traceOf(error) }, 'that a package was taken could not be put on record');
      throw error;
    }
  }
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
  const body = pipeline(bytes, new Counted(caller, takingId, asked), () => undefined);
  return ok({ fileName: packageName(number, keyKind), etag, byteSize, range, body });
}
