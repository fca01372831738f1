// npm run person:add -- EMAIL ROLE "DISPLAY NAME": adds somebody who may sign in, for the first admin of a deployment and
// whoever follows. The password comes on standard input, so that it stands in no list of processes and no history.
import { z } from 'zod';
import { createPerson, hashPassword } from '@/lib/access';
import { db, transact } from '@/lib/db';
import { ROLES, randomIds, systemClock } from '@/lib/kernel';

const PASSWORD_MIN = 15;

const form = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email('EMAIL is not an e-mail address')),
  role: z.enum(ROLES, `ROLE is one of ${ROLES.join(', ')}`),
  displayName: z.string().trim().min(1, 'DISPLAY NAME is missing').max(120),
  // NIST 800-63B: fifteen characters where a password stands alone.
  password: z.string().min(PASSWORD_MIN, `The password on standard input needs at least ${PASSWORD_MIN} characters`),
});

async function standardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  return text.replace(/\r?\n$/, '');
}

const [email, role, displayName] = process.argv.slice(2);
const parsed = form.safeParse({ email: email ?? '', role, displayName: displayName ?? '', password: await standardInput() });
if (parsed.success) {
  const actor = { kind: 'system', name: 'operator' } as const;
  const { password, ...person } = parsed.data;
  const passwordHash = await hashPassword(password);
  const added = await transact(db(), (tx) => createPerson({ tx, actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() }, { ...person, passwordHash }));
  console.log(added.ok ? `${parsed.data.email} may sign in as ${parsed.data.role}.` : added.problem.safeMessage);
  process.exitCode = added.ok ? 0 : 1;
} else {
  console.error(`Nobody was added.\n${parsed.error.issues.map(({ message }) => `  ${message}`).join('\n')}\nUsage: npm run person:add -- EMAIL ROLE "DISPLAY NAME" < password-file`);
  process.exitCode = 1;
}
await db().$disconnect();
