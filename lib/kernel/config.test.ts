import { beforeEach, expect, test, vi } from 'vitest';

const COMPLETE = {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  NEXTAUTH_SECRET: 'canary-secret-canary-secret-canary-secret',
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  ACCESS_KEY_FILE: 'key',
  EVIDENCE_KEY_FILE: 'key',
  EVIDENCE_DIR: 'evidence',
  NCMEC_BASE_URL: 'https://exttest.cybertip.org/ispws',
  NCMEC_USERNAME: 'test',
  NCMEC_PASSWORD: 'test',
};

const REAL = { TEST_MODE: 'false', NEXTAUTH_URL: 'https://desk.example.com' };

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
});

async function read(change: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries({ TEST_MODE: undefined, ...COMPLETE, ...change })) vi.stubEnv(name, value);
  return (await import('./config')).config();
}

test('test mode is on unless it is turned off', async () => {
  expect((await read({})).TEST_MODE).toBe(true);
});

test('in test mode nothing goes to the real hotline, however its address is written', async () => {
  for (const url of ['https://report.cybertip.org/ispws', 'https://REPORT.CYBERTIP.ORG:443/']) {
    vi.resetModules();
    await expect(read({ NCMEC_BASE_URL: url })).rejects.toThrow(/TEST_MODE: Is on, and NCMEC_BASE_URL is the real hotline/);
    expect((await read({ NCMEC_BASE_URL: url, ...REAL })).TEST_MODE).toBe(false);
  }
});

test('outside of test mode people come over https, and nothing lengthens a session or a second factor', async () => {
  await expect(read({ TEST_MODE: 'false' })).rejects.toThrow(/NEXTAUTH_URL: Must begin with https/);
  vi.resetModules();
  await expect(read({ ...REAL, SESSION_HOURS: '25', SESSION_IDLE_MINUTES: '61', STEP_UP_MINUTES: '61' })).rejects.toThrow(/SESSION_IDLE_MINUTES.*SESSION_HOURS.*STEP_UP_MINUTES/s);
});

test('company sign-on is configured whole or not at all', async () => {
  await expect(read({ OIDC_ISSUER: 'https://login.example.com' })).rejects.toThrow(/OIDC_CLIENT_ID: Is missing.*OIDC_CLIENT_SECRET.*OIDC_ROLES/s);
  vi.resetModules();
  const whole = { OIDC_ISSUER: 'https://login.example.com', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'x' };
  await expect(read({ ...whole, OIDC_ROLES: '{"a":"chief"}' })).rejects.toThrow(/OIDC_ROLES/);
  vi.resetModules();
  expect((await read({ ...whole, OIDC_ROLES: '{"a":"admin"}' })).OIDC_ROLES).toEqual({ a: 'admin' });
});

test('the evidence store is a folder or a bucket, and what it needs is named where it is missing', async () => {
  expect((await read({})).EVIDENCE_STORE).toBe('folder');
  vi.resetModules();
  await expect(read({ EVIDENCE_DIR: undefined })).rejects.toThrow(/EVIDENCE_DIR: Is missing/);
  vi.resetModules();
  await expect(read({ EVIDENCE_STORE: 's3', EVIDENCE_DIR: undefined, EVIDENCE_S3_SECRET_ACCESS_KEY: 'canary' })).rejects.toThrow(/EVIDENCE_S3_BUCKET: Is missing.*EVIDENCE_S3_ACCESS_KEY_ID: Is missing(?!.*canary)/s);
  vi.resetModules();
  expect(await read({ EVIDENCE_STORE: 's3', EVIDENCE_DIR: undefined, EVIDENCE_S3_BUCKET: 'sealed', EVIDENCE_S3_SECRET_ACCESS_KEY: undefined, EVIDENCE_S3_PATH_STYLE: 'true' })).toMatchObject({ EVIDENCE_S3_REGION: 'us-east-1', EVIDENCE_S3_PATH_STYLE: true });
});

test('what is missing or wrong is named, and no value is repeated', async () => {
  const refused: unknown = await read({ DATABASE_URL: undefined, NEXTAUTH_SECRET: 'canary', NCMEC_BASE_URL: 'canary' }).catch((error: unknown) => error);
  expect(String(refused)).toMatch(/DATABASE_URL.*NEXTAUTH_SECRET.*NCMEC_BASE_URL/s);
  expect(String(refused)).not.toContain('canary');
});
