// npm run person:link -- EMAIL SUBJECT: for a desk that changes over to company sign-on. Says that the person with this
// address is SUBJECT (the claim `sub`) at OIDC_ISSUER. Without it the company's sign-on does not let them in: an address
// alone is no proof, since it can pass to somebody else.
import { linkCompany } from '@/lib/access';
import { db, transact } from '@/lib/db';
import { config, randomIds, systemClock } from '@/lib/kernel';

const [email, subject] = process.argv.slice(2);
const { OIDC_ISSUER: issuer } = config();
if (!email || !subject) {
  console.error('Usage: npm run person:link -- EMAIL SUBJECT');
  process.exitCode = 1;
} else if (!issuer) {
  console.error('Nobody was linked. OIDC_ISSUER is not set: there is no company to link with.');
  process.exitCode = 1;
} else {
  const ctx = { actor: { kind: 'system', name: 'operator' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
  const linked = await transact(db(), (tx) => linkCompany({ ...ctx, tx }, { email: email.trim().toLowerCase(), issuer, subject }));
  if (linked.ok) console.log(`${linked.value.pseudonym} comes in through ${issuer} from now on; their sessions are over and their password is gone.`);
  else console.error(`Nobody was linked. ${linked.problem.safeMessage}`);
  process.exitCode = linked.ok ? 0 : 1;
}
await db().$disconnect();
