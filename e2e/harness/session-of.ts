import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSession, sessionCookie } from '@/lib/access';
import { type Ctx, db, transact } from '@/lib/db';
import { type PersonActor, type Result, ok, randomIds, systemClock } from '@/lib/kernel';
import { INVENTED_COMPANY } from '../../bin/launch/environment';
import { system } from './system';

/** Somebody signed in without a browser: what they send carries their cookie, from the desk's own origin. */
export interface Session {
  readonly actor: PersonActor;
  /** For a Cookie header. */
  readonly cookie: string;
  /** `path` begins with a slash; redirects are answered, not followed. */
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
}

/** The domain's verbs read their configuration from the environment: that of the system under test. */
export function useSystem(): void {
  const { address, dataDir, databaseUrl, sandboxAddress } = system();
  const secret = (name: string) => join(dataDir, 'secrets', name);
  // Whoever hands something over is part of what is agreed to: a verb that is called here says the same company as there.
  Object.assign(process.env, INVENTED_COMPANY, {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    NEXTAUTH_SECRET: readFileSync(secret('nextauth-secret'), 'utf8').trim(),
    NEXTAUTH_URL: address,
    ACCESS_KEY_FILE: secret('access.key'),
    EVIDENCE_KEY_FILE: secret('evidence.key'),
    EVIDENCE_DIR: join(dataDir, 'evidence'),
    NCMEC_BASE_URL: sandboxAddress,
    NCMEC_USERNAME: 'not used here',
    NCMEC_PASSWORD: 'not used here',
    LOG_LEVEL: 'silent',
  });
}

/** Does it as that person, with the verb that their page calls. */
export async function as<T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>): Promise<T> {
  const result = await transact(db(), (tx) => verb({ tx, actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() }));
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.safeMessage}`);
  return result.value;
}

/**
 * A new session of one of the system's people, as every way of signing in leaves it. For tests of what a session may
 * do; signing in itself has its own.
 */
export async function sessionOf(email: string): Promise<Session> {
  useSystem();
  const person = await db().person.findUniqueOrThrow({ where: { email } });
  const opened = await transact(db(), async (tx) => {
    const ctx = { tx, clock: systemClock, ids: randomIds, requestId: randomIds.next() };
    return ok(await openSession(ctx, person, 'demo', { device: 'A test', address: null }));
  });
  if (!opened.ok) throw new Error(opened.problem.safeMessage);
  const [cookie = ''] = (await sessionCookie(opened.value.sessionId)).split(';');
  const { address } = system();
  const send = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Cookie', cookie);
    headers.set('Origin', address);
    return fetch(`${address}${path}`, { redirect: 'manual', ...init, headers });
  };
  return { actor: opened.value, cookie, send };
}
