import { randomInt } from 'node:crypto';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { runProgram } from './program';
import { type Secrets, randomText } from './secrets';

/** The demo's people; the seed makes one account each, all with one password. */
export const DEMO_PEOPLE = ['moderator', 'moderator2', 'supervisor', 'liaison', 'auditor', 'admin'].map((name) => `${name}@example.com`);

export interface DemoAccess {
  password: string;
  apiKey: string;
  /** The private half of the invented agency's key, as `age -i` takes it; none in a demo of an earlier version. */
  agencyKeyFile?: string;
}

const AGENCY_KEY = 'demo-agency-key.txt';

/** Easy to read aloud and to type: no letter that looks like another. */
function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}

/** What the invented agency opens packages with; made once. @returns its public half. */
async function agencyRecipient(secrets: Secrets): Promise<string> {
  const kept = await secrets.find(AGENCY_KEY);
  const identity = kept?.split('\n').at(-1) ?? (await generateIdentity());
  const recipient = await identityToRecipient(identity);
  if (!kept) await secrets.put(AGENCY_KEY, `# What is referred to the demo's agency opens with this: age --decrypt -i FILE\n# public key: ${recipient}\n${identity}`);
  return recipient;
}

async function hasPeople(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>('SELECT EXISTS (SELECT 1 FROM "Person") AS found');
    return rows[0]?.found === true;
  } finally {
    await client.end();
  }
}

/**
 * Loads the demo into a database without people, once.
 * @returns what to sign in with, or undefined when the people in the database are not the demo's.
 */
export async function ensureDemo(ownerUrl: string, env: NodeJS.ProcessEnv, secrets: Secrets): Promise<DemoAccess | undefined> {
  if (await hasPeople(ownerUrl)) {
    const [password, apiKey, agencyKey] = await Promise.all([secrets.find('demo-password'), secrets.find('demo-api-key'), secrets.find(AGENCY_KEY)]);
    return password && apiKey ? { password, apiKey, ...(agencyKey && { agencyKeyFile: secrets.path(AGENCY_KEY) }) } : undefined;
  }
  if (process.env.DEMO_PASSWORD) await secrets.put('demo-password', process.env.DEMO_PASSWORD);
  if (process.env.DEMO_API_KEY) await secrets.put('demo-api-key', process.env.DEMO_API_KEY);
  const password = await secrets.keep('demo-password', readablePassword);
  const apiKey = await secrets.keep('demo-api-key', () => `wk_${randomText(32)}`);
  await runProgram('bin/seed.ts', { ...env, DEMO_PASSWORD: password, DEMO_API_KEY: apiKey, DEMO_AGENCY_RECIPIENT: await agencyRecipient(secrets) });
  return { password, apiKey, agencyKeyFile: secrets.path(AGENCY_KEY) };
}
