import { closeCase } from '@/lib/cases';
import { db } from '@/lib/db';
import { randomIds } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { settle } from '@/lib/reporting';
import { draw } from './pictures';
import { nearMatch, pushItem, pushMedia } from './platform';
import { as, sessionOf } from './session-of';

/** A closed case of one item with a picture, in which nothing was to be reported: nothing keeps it. */
export async function freeCase(seed: number) {
  const mediaId = await pushMedia(await draw(seed));
  const name = `retention-${randomIds.next()}`;
  const { itemId, caseNumber } = await pushItem({ externalId: name, subject: name, mediaIds: [mediaId], signals: [nearMatch(mediaId)] });
  const { actor } = await sessionOf('moderator@example.com');
  const { caseId } = await db().item.findUniqueOrThrow({ where: { id: itemId } });
  await as(actor, (ctx) => take(ctx, { itemId }));
  const decision = { itemId, outcome: 'other_policy' as const, incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [] };
  await as(actor, (ctx) => settle(ctx, { decision, isReported: false, note: '' }));
  await as(actor, (ctx) => closeCase(ctx, { caseId }));
  return { itemId, caseId, caseNumber, mediaId, account: name };
}
