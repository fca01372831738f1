import type { Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { whyNotAcknowledge } from './may-acknowledge';
import { ALERTS, ALERTS_SHOWN, type AlertDetails, type AlertKind, type AlertLine, type AlertList, type Banner, audiencesOf } from './schema';
import { countsWithout, emptied } from './walls';
import { ongoing } from './while';

type FoundAlert = Prisma.AlertGetPayload<object>;

const detailsOf = ({ details }: FoundAlert) => details as AlertDetails;

type Counts = Awaited<ReturnType<typeof countsWithout>>;

/** As the reader may know it: see `countsWithout`. */
const toldOf = (alert: FoundAlert, counts: Counts): AlertDetails => ({ ...detailsOf(alert), ...(counts.has(alert.id) && { count: counts.get(alert.id) }) });

async function namesOf({ tx }: Ctx, alerts: readonly FoundAlert[]): Promise<ReadonlyMap<string, string>> {
  const ids = alerts.flatMap((alert) => [detailsOf(alert).personId, detailsOf(alert).byId]).filter((id) => id !== undefined);
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, pseudonym: true } });
  return new Map(people.map(({ id, pseudonym }) => [id, pseudonym]));
}

async function bannersOf({ tx, actor }: Ctx<PersonActor>, counts: Counts): Promise<Banner[]> {
  const kinds = (Object.keys(ALERTS) as AlertKind[]).filter((kind) => audiencesOf(kind).includes(actor.role) && 'isBanner' in ALERTS[kind]);
  const alerts = kinds.length === 0 ? [] : await tx.alert.findMany({ where: { id: { in: await ongoing(tx, { kinds, audience: actor.role }), notIn: emptied(counts) } }, orderBy: { at: 'asc' } });
  return alerts.map((alert) => {
    const { words, href, say } = ALERTS[alert.kind as AlertKind];
    return { id: alert.id, words, details: say({ details: toldOf(alert, counts) }), since: alert.at.toISOString(), href };
  });
}

/** What people of the caller's role have not acknowledged yet, the newest first, and what stands until it is over. */
export async function listAlerts(ctx: Ctx<PersonActor>): Promise<Result<AlertList>> {
  const { tx, actor } = ctx;
  const counts = await countsWithout(ctx);
  const where = { id: { notIn: emptied(counts) }, audience: actor.role, acknowledgedAt: null, kind: { in: Object.keys(ALERTS) } };
  const alerts = await tx.alert.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: ALERTS_SHOWN });
  const total = await tx.alert.count({ where });
  const names = await namesOf(ctx, alerts);
  const lines: AlertLine[] = [];
  for (const alert of alerts) {
    const details = toldOf(alert, counts);
    const { words, href, say } = ALERTS[alert.kind as AlertKind];
    lines.push({
      id: alert.id,
      at: alert.at.toISOString(),
      words,
      details: say({ person: names.get(details.personId ?? ''), by: names.get(details.byId ?? ''), details }),
      href,
      acknowledgeOff: await whyNotAcknowledge(tx, actor, { byId: details.byId, audience: alert.audience }),
    });
  }
  return ok({ banners: await bannersOf(ctx, counts), lines, total });
}
