import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { LOOPBACK } from './ports';
import { runProgram } from './program';
import type { Secrets } from './secrets';

const NAME = 'witness';

/** What bin/enrol-witness.ts answers: the witness's key for the desk, its verifier key, and the log's. */
interface Enrolled {
  readonly apiKey: string;
  readonly verifierKey: string;
  readonly logKey: string;
}

/** Enrolled once, for one log: its name and the file of its key. */
interface Kept extends Enrolled {
  readonly log: string;
}

interface WitnessInput {
  readonly dataDir: string;
  readonly port: number;
  readonly ownerUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: Secrets;
}

async function isLiving(ownerUrl: string, apiKey: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM "ApiKeySecret" s JOIN "ApiKey" k ON k."id" = s."keyId"
        WHERE s."secretHash" = $1 AND k."revokedAt" IS NULL AND s."expiresAt" > now() + interval '7 days') AS found`,
      [createHash('sha256').update(apiKey).digest()],
    );
    return rows[0]?.found === true;
  } finally {
    await client.end();
  }
}

/**
 * Makes a witness for a demo desk, once: a folder and a key of its own, and an API key to read the log with. On one
 * machine with the desk it shows how a witness works and watches for mistakes; against whoever rules the machine it
 * helps no more than the desk itself.
 * @returns its verifier key and its whole environment; undefined when an admin has revoked its API key.
 */
export async function ensureWitness({ dataDir, port, ownerUrl, env, secrets }: WitnessInput): Promise<{ verifierKey: string; env: NodeJS.ProcessEnv } | undefined> {
  const folder = join(dataDir, NAME);
  const log = `${env.AUDIT_LOG_NAME} ${env.AUDIT_KEY_FILE}`;
  const found = await secrets.find(NAME);
  let kept = found === undefined ? undefined : (JSON.parse(found) as Kept);
  if (kept?.log !== log || !existsSync(join(folder, 'key.pem')) || !(await isLiving(ownerUrl, kept.apiKey))) {
    const said = await runProgram('bin/enrol-witness.ts', { ...env, WITNESS_DIR: folder, WITNESS_NAME: NAME });
    if (said.trim() === '') return undefined;
    kept = { ...(JSON.parse(said) as Enrolled), log };
    await secrets.put(NAME, JSON.stringify(kept));
  }
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    verifierKey: kept.verifierKey,
    env: {
      PATH,
      HOME,
      TMPDIR,
      NODE_ENV: 'production',
      WITNESS_URL: `http://${LOOPBACK}:${port}/api/audit`,
      WITNESS_API_KEY: kept.apiKey,
      WITNESS_LOG_KEY: kept.logKey,
      WITNESS_NAME: NAME,
      WITNESS_DIR: folder,
    },
  };
}
