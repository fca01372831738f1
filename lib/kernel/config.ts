import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Where NCMEC takes real reports; its test system is another host. */
const REAL_HOTLINE = 'report.cybertip.org';

const variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** The application's own role: it may add audit events, never change them. */
  DATABASE_URL: z.url(),
  DATA_DIR: z.string().min(1).default('.data'),
  /** 32 bytes in base64: signs sessions. */
  NEXTAUTH_SECRET: z.string().min(32),
  NEXTAUTH_URL: z.url(),
  /** File with the 32-byte key-encryption key (base64); it never enters the database. */
  EVIDENCE_KEY_FILE: z.string().min(1),
  EVIDENCE_DIR: z.string().min(1),
  /** Test mode is the default: a deployment turns it off on purpose, never by omission. */
  TEST_MODE: flag.default(true),
  NCMEC_BASE_URL: z.url(),
  NCMEC_USERNAME: z.string().min(1),
  NCMEC_PASSWORD: z.string().min(1),
  REPORTER_FIRST_NAME: z.string().min(1).default('Trust'),
  REPORTER_LAST_NAME: z.string().min(1).default('Safety'),
  REPORTER_EMAIL: z.email().default('safety@example.com'),
  REPORTER_COMPANY: z.string().min(1).default('Example Inc.'),
  /** Seconds between the click and the filing in which the report can be undone. */
  REPORT_UNDO_SECONDS: z.coerce.number().int().min(0).max(300).default(10),
  LEASE_MINUTES: z.coerce.number().min(1).max(120).default(15),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Either way round it would do harm: the real hotline gets drills, or real reports that say they are drills. */
const schema = variables.refine(({ TEST_MODE, NCMEC_BASE_URL }) => !TEST_MODE || new URL(NCMEC_BASE_URL).hostname !== REAL_HOTLINE, {
  path: ['TEST_MODE'],
  error: `Is on, and NCMEC_BASE_URL is the real hotline. Set it to false to file for real, or name NCMEC's test system`,
});

export type Config = z.output<typeof schema>;

let cached: Config | undefined;

/**
 * The process's configuration, read once from the environment.
 * @throws Error that names every variable that is missing or wrong, and never its value.
 */
export function config(): Config {
  if (cached) return cached;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${lines.join('\n')}\nSee .env.example for each variable.`);
  }
  cached = parsed.data;
  return cached;
}
