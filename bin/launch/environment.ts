import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { LOOPBACK, deskAddress } from './ports';
import { type Secrets, randomText } from './secrets';

export interface EnvironmentInput {
  dataDir: string;
  secrets: Secrets;
  port: number;
  /** The address of the database under the application's role. */
  databaseUrl: string;
  /** Undefined when a hotline elsewhere is configured. */
  sandboxPort?: number;
}

/** What an invented company says in reports to the sandbox, so that a demonstration shows every part of one. */
export const INVENTED_COMPANY = {
  REPORTER_PHONE: '+1 555 0100',
  CONTACT_FIRST_NAME: 'Law enforcement',
  CONTACT_LAST_NAME: 'Desk',
  CONTACT_EMAIL: 'law-enforcement@example.com',
  CONTACT_PHONE: '+1 555 0101',
  TERMS_OF_SERVICE: 'Example Messenger does not allow content that harms children.',
  LEGAL_URL: 'https://example.com/legal',
  INDUSTRY_CLASSIFICATION: 'true',
};

/**
 * The complete environment of web, worker and sandbox. What the caller has set stays; what is missing is made once and
 * kept with the data. See .env.example for each variable.
 */
export async function appEnvironment(input: EnvironmentInput): Promise<NodeJS.ProcessEnv> {
  const { dataDir, secrets, port, databaseUrl, sandboxPort } = input;
  const newSigningKey = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const newKey = () => randomBytes(32).toString('base64');
  await Promise.all([secrets.keep('evidence.key', newKey), secrets.keep('access.key', newKey), secrets.keep('audit.key', newSigningKey), secrets.keep('referral.key', newSigningKey)]);
  const hotline = sandboxPort === undefined ? {} : {
    SANDBOX_PORT: String(sandboxPort),
    NCMEC_BASE_URL: `http://${LOOPBACK}:${sandboxPort}/ispws`,
    NCMEC_USERNAME: 'sandbox',
    NCMEC_PASSWORD: await secrets.keep('sandbox-password', () => randomText(18)),
  };
  return {
    AUDIT_KEY_FILE: secrets.path('audit.key'),
    AUDIT_LOG_NAME: await secrets.keep('audit-log-name', () => `desk-${randomText(6)}/audit`),
    REFERRAL_KEY_FILE: secrets.path('referral.key'),
    ACCESS_KEY_FILE: secrets.path('access.key'),
    EVIDENCE_KEY_FILE: secrets.path('evidence.key'),
    EVIDENCE_DIR: join(dataDir, 'evidence'),
    NEXTAUTH_SECRET: await secrets.keep('nextauth-secret', () => randomText(32)),
    NEXTAUTH_URL: deskAddress(port),
    LOG_LEVEL: 'warn',
    ...(sandboxPort === undefined ? {} : INVENTED_COMPANY),
    ...process.env,
    ...hotline,
    DATABASE_URL: databaseUrl,
    MIGRATION_DATABASE_URL: undefined,
    DATA_DIR: dataDir,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
