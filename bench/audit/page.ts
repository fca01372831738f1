import pg from 'pg';
import { page } from '@/lib/audit';
import { type AuditFilter, auditFilter } from '@/lib/audit/schema';
import { db, transact } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import type { BenchContext } from '../measure';
import { addModerator, base, must } from './desk';
import { PEOPLE, REASON_EVERY, caseId, makeMonths, personId, writeRows } from './rows';

const DAYS = 400;
const DEEP = 1_000;
/** Milliseconds within which a page's questions are answered. */
const TARGET = 50;

const open = (actor: PersonActor, filter: AuditFilter) => transact(db(), (tx) => page({ ...base(), tx, actor }, filter)).then(must);

/** What the supervisors' page asks, over `count` entries of thirteen months. */
export async function benchPage(context: BenchContext, count: number): Promise<void> {
  const owner = new pg.Client({ connectionString: context.ownerUrl });
  await owner.connect();
  try {
    const to = new Date();
    const from = new Date(to.getTime() - DAYS * 86_400_000);
    await makeMonths(owner, from);
    await writeRows(owner, { count, from, to, as: 'placed' });
    // A page's people and its case come from their own tables.
    const actor: PersonActor = { ...(await addModerator()), role: 'supervisor' };
    await owner.query(`INSERT INTO "Account" ("id", "platform", "externalId", "createdAt") VALUES ($1, 'Bench', 'page', now())`, [caseId(1)]);
    await owner.query(`INSERT INTO "Case" ("id", "number", "subjectId", "openedAt", "wrappedKey", "kekId") VALUES ($1, 'C-2026-B', $1, now(), '', 'none')`, [caseId(1)]);
    await owner.query('VACUUM ANALYZE');

    const rare = Math.floor(count / 2 / REASON_EVERY) * REASON_EVERY;
    const filters: Readonly<Record<string, Partial<AuditFilter>>> = {
      'no filter': {},
      'one person': { person: personId(PEOPLE - 1) },
      'one case': { case: 'C-2026-B' },
      'words of one reason': { text: `reviewer, number ${rare}` },
      'words that nothing has': { text: 'parsley and sage' },
    };
    for (const [name, given] of Object.entries(filters)) {
      const filter = auditFilter.parse(given);
      await context.measure({ metric: `the audit page over ${count} entries of thirteen months, ${name}`, unit: 'ms', target: TARGET, better: 'lower', runs: 11, subject: async () => void (await open(actor, filter)) });
    }

    // Walked as a person would, so that the place is one that the page itself gave.
    let deep = auditFilter.parse({});
    for (let turned = 1; turned < DEEP; turned += 1) {
      const { older } = await open(actor, deep);
      if (!older) throw new Error(`the trail ends at page ${turned}`);
      deep = auditFilter.parse({ before: older });
    }
    await context.measure({
      metric: `page ${DEEP} of the audit trail against page 1, ${count} entries`,
      unit: 'ratio',
      target: 1.5,
      better: 'lower',
      runs: 21,
      subject: async () => void (await open(actor, deep)),
      baseline: async () => void (await open(actor, auditFilter.parse({}))),
    });
  } finally {
    await owner.end();
  }
}
