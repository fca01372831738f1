import { record } from '@/lib/audit';
import type { Details } from '@/lib/audit/schema';
import { type Ctx, type Prisma, type PrismaClient, announce, transact } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type Clock, type Ids, type SystemActor, ok } from '@/lib/kernel';
import { noticeKey } from './announce-filed';
import { pauseAfter } from './rules';

export interface NoticeTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** One attempt to deliver one notice. */
export interface Attempt {
  readonly tools: NoticeTools;
  readonly requestId: string;
  readonly noticeId: string;
  readonly attempt: number;
}

const TELLER: SystemActor = { kind: 'system', name: 'notices' };

/** What stands in the way of a notice, in words; the platform's own are not kept, since they are nobody's to vouch for. */
const PROBLEMS = {
  mode: 'The report was filed in the other mode than this deployment’s, so its notice was not sent.',
  off: 'The platform’s address is switched off or was removed.',
  address: 'The platform’s address is none that a notice may be sent to.',
  gone: 'The platform answered that it takes no notices at this address any more.',
  inside: 'The platform’s address leads into a private network, where nothing is sent.',
  silent: 'The platform did not answer.',
  refused: 'The platform did not take the notice.',
} as const;
type Code = keyof typeof PROBLEMS;

interface Ending {
  readonly data: Prisma.NoticeUpdateInput;
  readonly entry?: { readonly action: 'notice.delivered'; readonly details: Details<'notice.delivered'> } | { readonly action: 'notice.stuck'; readonly details: Details<'notice.stuck'> };
  readonly also?: (ctx: Ctx) => Promise<void>;
}

/** Saves how an attempt ended, unless somebody else has the notice meanwhile. */
async function save({ tools: { client, clock, ids }, requestId, noticeId, attempt }: Attempt, { data, entry, also }: Ending): Promise<void> {
  await transact(client, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Notice" WHERE "id" = ${noticeId}::uuid FOR UPDATE`;
    const notice = await tx.notice.findUniqueOrThrow({ where: { id: noticeId }, include: { report: { select: { id: true, caseId: true, itemId: true } } } });
    if (notice.state !== 'waiting' || notice.attempts !== attempt) return ok();
    const ctx: Ctx = { tx, clock, ids, requestId, actor: TELLER };
    await tx.notice.update({ where: { id: noticeId }, data });
    const { report } = notice;
    if (entry) await record(ctx, { ...entry, caseId: report.caseId, itemId: report.itemId, targets: [{ type: 'notice', id: noticeId }, { type: 'report', id: report.id }] });
    await also?.(ctx);
    await announce(tx, 'report', report.id);
    return ok();
  });
}

export function delivered(attempt: Attempt, httpStatus: number): Promise<void> {
  return save(attempt, {
    data: { state: 'delivered', httpStatus, problem: null, deliveredAt: attempt.tools.clock.now() },
    entry: { action: 'notice.delivered', details: { status: httpStatus } },
  });
}

/** Stops a notice where a person has to act, visibly and on the record. */
export function getStuck(attempt: Attempt, code: Code, httpStatus: number | null = null): Promise<void> {
  const problem = `${PROBLEMS[code]} The report itself is filed. When the cause is removed, a supervisor sends the notice again.`;
  return save(attempt, { data: { state: 'stuck', httpStatus, problem }, entry: { action: 'notice.stuck', details: { code } } });
}

/** Puts a notice off, or gives it up to a person after the last attempt. */
export function failed(attempt: Attempt, code: Code, httpStatus: number | null = null): Promise<void> {
  const { clock, random } = attempt.tools;
  const pause = pauseAfter(attempt.attempt, random());
  if (pause === null) return getStuck(attempt, code, httpStatus);
  const nextAt = new Date(clock.now().getTime() + pause);
  return save(attempt, {
    data: { nextAt, httpStatus, problem: `${PROBLEMS[code]} The report itself is filed, and the desk tries again by itself.` },
    also: ({ tx }) => enqueue(tx, 'deliver-notice', { noticeId: attempt.noticeId }, { runAt: nextAt, key: noticeKey(attempt.noticeId) }),
  });
}
