import { type PrismaClient, announce, transact } from '@/lib/db';
import { type Clock, log, ok, traceOf } from '@/lib/kernel';

/** Often enough for a bar that moves, seldom enough to cost nothing. */
const SAVE_EVERY_MS = 1_000;

/** The referral is not being packed any more: somebody else moved it. */
export class NotPacking extends Error {}

export interface ProgressOptions {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly referralId: string;
  readonly caseId: string;
}

/**
 * How far the packing of a referral is: saved at most once a second and announced to open pages, beside the packing and
 * never in its way. Its signal fires when the referral is found in another state.
 */
export class Progress {
  private done = 0;
  private saved = -1;
  private total = 0;
  private saving: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly gone = new AbortController();

  constructor(private readonly options: ProgressOptions) {}

  get signal(): AbortSignal {
    return this.gone.signal;
  }

  /** From nothing, whatever a run before had come to. */
  async begin(totalBytes: number): Promise<void> {
    this.total = totalBytes;
    await this.save();
    this.timer = setInterval(() => {
      this.saving ??= this.save()
        .catch((error: unknown) => log.warn({ referralId: this.options.referralId, error: traceOf(error) }, 'progress of a package could not be saved'))
        .finally(() => (this.saving = undefined));
    }, SAVE_EVERY_MS);
  }

  add(bytes: number): void {
    this.done += bytes;
  }

  /** Nothing is saved any more when this returns. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.saving;
  }

  private async save(): Promise<void> {
    const { client, clock, referralId, caseId } = this.options;
    const done = Math.min(this.done, this.total);
    if (done === this.saved) return;
    await transact(client, async (tx) => {
      const { count } = await tx.referral.updateMany({
        where: { id: referralId, state: 'packing' },
        data: { packedBytes: done, totalBytes: this.total, updatedAt: clock.now() },
      });
      if (count === 0) this.gone.abort(new NotPacking(`Referral ${referralId} is not being packed any more.`));
      else await announce(tx, 'case', caseId);
      return ok();
    });
    this.saved = done;
  }
}
