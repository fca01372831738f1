import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A complete configuration with a data folder and an evidence key of its own, for tests and benches. Its database
 * address leads nowhere, so that what forgets to set one cannot touch anybody's data.
 */
export function testEnvironment(dataDir: string): Record<string, string> {
  const keyFile = join(dataDir, 'evidence.key');
  writeFileSync(keyFile, randomBytes(32).toString('base64'), { mode: 0o600 });
  const signingKey = (name: string) => {
    const file = join(dataDir, name);
    writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    return file;
  };
  return {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    DATA_DIR: dataDir,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    NEXTAUTH_URL: 'http://127.0.0.1:3000',
    ACCESS_KEY_FILE: keyFile,
    AUDIT_KEY_FILE: signingKey('audit.key'),
    AUDIT_LOG_NAME: 'test.example/audit',
    REFERRAL_KEY_FILE: signingKey('referral.key'),
    EVIDENCE_KEY_FILE: keyFile,
    EVIDENCE_DIR: join(dataDir, 'evidence'),
    TEST_MODE: 'true',
    NCMEC_BASE_URL: 'http://127.0.0.1:1',
    NCMEC_USERNAME: 'test',
    NCMEC_PASSWORD: 'test',
    LOG_LEVEL: 'silent',
  };
}
