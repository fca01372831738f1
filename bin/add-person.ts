// npm run person:add -- EMAIL ROLE "DISPLAY NAME": invites somebody, for the first admin of a deployment, who then invites
// the others on the people page. Prints a link that works once; nobody else ever knows the password that is chosen there.
import { invite } from '@/lib/access';
import { INVITATION_HOURS, inviteInput } from '@/lib/access/schema';
import { db, transact } from '@/lib/db';
import { ROLES, parse, randomIds, systemClock } from '@/lib/kernel';

const USAGE = `Usage: npm run person:add -- EMAIL ROLE "DISPLAY NAME"\n  ROLE is one of ${ROLES.join(', ')}`;

const [email = '', role = '', displayName = ''] = process.argv.slice(2);
const input = parse(inviteInput, { email, role, displayName });
if (input.ok) {
  const ctx = { actor: { kind: 'system', name: 'operator' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
  const invited = await transact(db(), (tx) => invite({ ...ctx, tx }, input.value));
  if (invited.ok) {
    const { pseudonym, url, expiresAt } = invited.value;
    console.log(`${input.value.email} is ${pseudonym}, ${input.value.role}. Within ${INVITATION_HOURS} hours (until ${expiresAt}) this link lets them in, once:\n\n  ${url}\n`);
  } else {
    console.error(`Nobody was added. ${invited.problem.safeMessage}`);
    process.exitCode = 1;
  }
} else {
  console.error(`Nobody was added.\n${input.problem.fields.map(({ field, message }) => `  ${field}: ${message}`).join('\n')}\n${USAGE}`);
  process.exitCode = 1;
}
await db().$disconnect();
