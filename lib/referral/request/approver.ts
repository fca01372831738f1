import { ruleOf } from '@/lib/access/schema';
import { type Tx, Prisma } from '@/lib/db';
import type { Referral } from './find';

type Approved = Pick<Referral, 'caseId' | 'approvedById' | 'approvedAt'>;

interface Standing {
  readonly isHere: boolean;
  readonly isAllowed: boolean;
  readonly isAway: boolean;
}

/**
 * Why an approval counts no longer because of who gave it, as a sentence; null while it counts. Whoever was let go, lost the
 * role that agrees, or is kept away from the case since may be so for what they agreed to. A role taken by break-glass ends by
 * itself and was theirs then.
 * @param hold - Whether their row is held until the transaction ends, so that neither account nor role goes while it decides.
 */
export async function whyApproverGone(tx: Tx, { caseId, approvedById, approvedAt }: Approved, hold = true): Promise<string | null> {
  const roles = ruleOf('referral.approve').roles;
  const [approver] = await tx.$queryRaw<Standing[]>`
    SELECT p."disabledAt" IS NULL AS "isHere",
           p."role"::text = ANY (${roles}) OR EXISTS (
             SELECT 1 FROM "BreakGlass" b
              WHERE b."personId" = p."id" AND b."role"::text = ANY (${roles})
                AND b."startedAt" <= ${approvedAt} AND ${approvedAt} <= LEAST(b."endsAt", b."endedAt")) AS "isAllowed",
           EXISTS (SELECT 1 FROM "CaseWall" w WHERE w."personId" = p."id" AND w."caseId" = ${caseId}::uuid AND w."liftedAt" IS NULL) AS "isAway"
      FROM "Person" p WHERE p."id" = ${approvedById}::uuid ${hold ? Prisma.sql`FOR SHARE OF p` : Prisma.empty}`;
  if (!approver?.isHere) return 'Whoever agreed to it is not at this desk any more.';
  return approver.isAllowed && !approver.isAway ? null : 'Whoever agreed to it could not agree to it any more.';
}
