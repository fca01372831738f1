import { transact } from '@/lib/db';
import { postSigned, whyNotSentTo } from '@/lib/hotlines';
import { enqueue } from '@/lib/jobs/contract';
import { config, ok } from '@/lib/kernel';
import { noticeKey } from './announce-filed';
import { verdictOf } from './rules';
import { openNoticeSecret } from './secret';
import { type Attempt, type NoticeTools, delivered, failed, getStuck } from './settle-notice';

/** How long an attempt has a notice to itself; longer than a call may take. A crash leaves it to the sweep after that. */
const CLAIM_MS = 60_000;

interface Claimed extends Attempt {
  readonly body: string;
  readonly webhook: { readonly platform: string; readonly address: string; readonly sealedSecret: Uint8Array<ArrayBuffer>; readonly wrappedKey: Uint8Array<ArrayBuffer>; readonly kekId: string } | null;
  readonly isTest: boolean;
}

/** Takes the notice for one attempt, whose number every later save is checked against. */
async function claim(tools: NoticeTools, noticeId: string): Promise<Claimed | null> {
  const claimed = await transact(tools.client, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Notice" WHERE "id" = ${noticeId}::uuid FOR UPDATE`;
    const notice = await tx.notice.findUnique({ where: { id: noticeId }, include: { report: { select: { isTest: true } } } });
    if (notice?.state !== 'waiting') return ok(null);
    const now = tools.clock.now();
    if (notice.nextAt > now) {
      // The job queue reads the database's clock, which may run ahead of ours.
      await enqueue(tx, 'deliver-notice', { noticeId }, { runAt: notice.nextAt, key: noticeKey(noticeId) });
      return ok(null);
    }
    const attempt = notice.attempts + 1;
    await tx.notice.update({ where: { id: noticeId }, data: { attempts: attempt, nextAt: new Date(now.getTime() + CLAIM_MS) } });
    const webhook = await tx.platformWebhook.findFirst({ where: { platform: notice.platform, isOn: true } });
    return ok({ tools, requestId: tools.ids.next(), noticeId, attempt, body: JSON.stringify(notice.body), webhook, isTest: notice.report.isTest });
  });
  return claimed.ok ? claimed.value : null;
}

/**
 * Tells a platform of one filed report. Safe to call at any time and any number of times: what is delivered, stuck, not
 * due or in another worker's hands is left alone. A platform may hear of one twice when an answer is lost; the notice's
 * id tells it so.
 */
export async function deliverNotice(tools: NoticeTools, noticeId: string, signal: AbortSignal): Promise<void> {
  const claimed = await claim(tools, noticeId);
  if (!claimed) return;
  const { body, webhook, isTest } = claimed;
  if (isTest !== config().TEST_MODE) return getStuck(claimed, 'mode');
  if (!webhook) return getStuck(claimed, 'off');
  if (whyNotSentTo(webhook.address, isTest) !== null) return getStuck(claimed, 'address');
  const posted = await postSigned({ address: webhook.address, secret: openNoticeSecret(webhook), id: noticeId, body, isTest, isOnlyOutside: !isTest, clock: tools.clock }, { signal, timeoutMs: CLAIM_MS / 2 });
  // We hung up ourselves, to shut down: that says nothing about the platform. The sweep goes on from here.
  if (signal.aborted && posted.kind === 'silent') return;
  if (posted.kind === 'silent') return failed(claimed, posted.isInside ? 'inside' : 'silent');
  switch (verdictOf(posted.httpStatus)) {
    case 'delivered':
      return delivered(claimed, posted.httpStatus);
    case 'gone':
      return getStuck(claimed, 'gone', posted.httpStatus);
    case 'again':
      return failed(claimed, 'refused', posted.httpStatus);
  }
}
