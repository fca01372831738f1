import { unwalled } from '@/lib/access';
import type { Ctx, Prisma } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';

const WHO = { select: { pseudonym: true } } as const;

const WHOLE_CASE = {
  subject: true,
  preservations: { orderBy: { startsAt: 'asc' } },
  notes: { orderBy: { createdAt: 'asc' }, include: { author: WHO, versions: { orderBy: { version: 'asc' } } } },
  reports: { orderBy: { id: 'asc' }, include: { createdBy: WHO, files: { orderBy: { position: 'asc' } } } },
  items: {
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    include: {
      conversation: true,
      participants: { include: { account: true }, orderBy: { accountId: 'asc' } },
      messages: { include: { sender: true, media: { orderBy: { position: 'asc' } } }, orderBy: { position: 'asc' } },
      media: { include: { media: true }, orderBy: { position: 'asc' } },
      signals: { orderBy: { position: 'asc' } },
      ipEvents: { include: { account: true }, orderBy: [{ at: 'asc' }, { id: 'asc' }] },
      decisions: { orderBy: { decidedAt: 'asc' }, include: { person: WHO, files: true } },
    },
  },
} as const satisfies Prisma.CaseInclude;

export type WholeCase = Prisma.CaseGetPayload<{ include: typeof WHOLE_CASE }>;
export type WholeItem = WholeCase['items'][number];

/** A case with everything that belongs to it, unless the person is kept away from it; texts are still sealed. */
export function loadCase({ tx, actor }: Ctx<PersonActor>, caseId: string): Promise<WholeCase | null> {
  return tx.case.findFirst({ where: { id: caseId, ...unwalled(actor) }, include: WHOLE_CASE });
}
