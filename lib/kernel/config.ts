import { z } from 'zod';
import { ROLES } from './actor';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A JSON object of group names and roles. */
const groupRoles = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'Must be JSON, for example {"desk-moderators":"moderator"}' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().min(1), z.enum(ROLES)));

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

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
  /** File with the 32-byte key (base64) that seals second-factor and signing secrets; the worker has no need of it. */
  ACCESS_KEY_FILE: z.string().min(1),
  /** Shorter than the roles' own limits, never longer. */
  SESSION_IDLE_MINUTES: z.coerce.number().positive().max(60).default(60),
  SESSION_HOURS: z.coerce.number().positive().max(24).default(24),
  /** How old a second factor may be for the acts that ask for a fresh one. */
  STEP_UP_MINUTES: z.coerce.number().positive().max(60).default(15),
  /** Failures within 15 minutes after which an account, and an address, is locked out for as long. */
  SIGN_IN_FAILURES: z.coerce.number().int().min(1).max(100).default(5),
  SIGN_IN_FAILURES_PER_ADDRESS: z.coerce.number().int().min(1).max(10_000).default(5),
  /** Days without a sign-in after which an account is disabled. */
  INACTIVE_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  /** How many proxies of ours stand before the desk, each adding to X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Company sign-on (OpenID Connect): all of these, or none. With it nobody has a password here. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(40).default('your company'),
  OIDC_GROUP_CLAIM: z.string().min(1).default('groups'),
  /** JSON: the role of each group; the first that a person is in counts. */
  OIDC_ROLES: groupRoles.optional(),
  /** Values of `amr` with which the company vouches for a second factor; without them ours is asked for. */
  OIDC_TRUSTED_AMR: z.string().default('').transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  /** The audit log's name in its checkpoints, for as long as the log lives; by default the desk's address. */
  AUDIT_LOG_NAME: z.string().regex(/^[^\s+]+$/, 'Must have neither spaces nor a plus sign').optional(),
  /** File with the Ed25519 key (PEM) that signs checkpoints; the worker reads it, web has no need of it. */
  AUDIT_KEY_FILE: z.string().min(1).optional(),
  /** File with the Ed25519 key (PEM) that signs packages for law enforcement; the worker reads it, web has no need of it. */
  REFERRAL_KEY_FILE: z.string().min(1).optional(),
  /** Verifier keys of witnesses whose word counts, one a line or separated by spaces. */
  AUDIT_WITNESS_KEYS: z.string().default('').transform((text) => text.split(/\s+/).filter(Boolean)),
  /** Where the desk works, as the IANA names it, and its working hours there: what is done outside of them is worth a look. */
  DESK_TIME_ZONE: z.string().refine((name) => isTimeZone(name), 'Must be the name of a time zone, for example Europe/Berlin').default('UTC'),
  DESK_HOURS: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'Must be like 07:00-20:00').default('07:00-20:00'),
  /** File with the 32-byte key-encryption keys (base64), one a line; the first wraps, all unwrap. None ever enters the database. */
  EVIDENCE_KEY_FILE: z.string().min(1),
  /** Where sealed files lie: a folder that web and worker share, or a bucket of an S3-compatible store. */
  EVIDENCE_STORE: z.enum(['folder', 's3']).default('folder'),
  EVIDENCE_DIR: z.string().default(''),
  EVIDENCE_S3_BUCKET: z.string().min(1).optional(),
  EVIDENCE_S3_REGION: z.string().min(1).default('us-east-1'),
  /** Of a store that is not Amazon's. */
  EVIDENCE_S3_ENDPOINT: z.url().optional(),
  EVIDENCE_S3_PATH_STYLE: flag.default(false),
  /** Both, or neither: then the AWS SDK looks for credentials where it always does. */
  EVIDENCE_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  EVIDENCE_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** What reads videos: the programs' paths, or names to be found in PATH. */
  FFMPEG_PATH: z.string().min(1).default('ffmpeg'),
  FFPROBE_PATH: z.string().min(1).default('ffprobe'),
  /** Test mode is the default: a deployment turns it off on purpose, never by omission. */
  TEST_MODE: flag.default(true),
  NCMEC_BASE_URL: z.url(),
  NCMEC_USERNAME: z.string().min(1),
  NCMEC_PASSWORD: z.string().min(1),
  REPORTER_FIRST_NAME: z.string().min(1).default('Trust'),
  REPORTER_LAST_NAME: z.string().min(1).default('Safety'),
  REPORTER_EMAIL: z.email().default('safety@example.com'),
  REPORTER_COMPANY: z.string().min(1).default('Example Inc.'),
  /** Further facts on the company that authorities ask for. */
  REPORTER_PHONE: z.string().max(50).default(''),
  /** Whom law enforcement should contact: a role's mailbox rather than a person's. */
  CONTACT_FIRST_NAME: z.string().max(100).default(''),
  CONTACT_LAST_NAME: z.string().max(100).default(''),
  CONTACT_EMAIL: z.union([z.email(), z.literal('')]).default(''),
  CONTACT_PHONE: z.string().max(50).default(''),
  TERMS_OF_SERVICE: z.string().max(3000).default(''),
  LEGAL_URL: z.union([z.url(), z.literal('')]).default(''),
  /** Where the company that runs the platform is established (ISO 3166-1 alpha-2): routes are chosen by it. */
  PROVIDER_COUNTRY: z.string().regex(/^[A-Z]{2}$/, 'Must be a country by two capital letters, for example US').default('US'),
  /** A JSON file of routing rules in place of the ones that come with the desk. */
  ROUTING_FILE: z.string().min(1).optional(),
  /** Whether the industry's classes A1 to B2 may be sent: only for companies that signed the hash sharing memorandum. */
  INDUSTRY_CLASSIFICATION: flag.default(false),
  /** For hotlines that take mail: smtp:// or smtps:// with user and password in it, and who it is from. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  /** A time-stamping authority (RFC 3161) that is asked to sign when a referral's package was made; without one nobody is. */
  TIMESTAMP_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Seconds between the click and the filing in which the report can be undone. */
  REPORT_UNDO_SECONDS: z.coerce.number().int().min(0).max(300).default(10),
  /** Days after which what nobody found violating is destroyed by the desk itself. */
  NOT_VIOLATING_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  LEASE_MINUTES: z.coerce.number().min(1).max(120).default(15),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'] as const;

/** Either way round it would do harm: the real hotline gets drills, or real reports that say they are drills. */
const schema = variables.refine(({ TEST_MODE, NCMEC_BASE_URL }) => !TEST_MODE || new URL(NCMEC_BASE_URL).hostname.replace(/\.$/, '') !== REAL_HOTLINE, {
  path: ['TEST_MODE'],
  error: `Is on, and NCMEC_BASE_URL is the real hotline. Set it to false to file for real, or name NCMEC's test system`,
}).refine(({ TEST_MODE, NEXTAUTH_URL }) => TEST_MODE || NEXTAUTH_URL.startsWith('https://'), {
  path: ['NEXTAUTH_URL'],
  error: 'Must begin with https:// when TEST_MODE is false: over plain HTTP whoever listens can take a session over',
}).superRefine((values, context) => {
  const missing = OIDC.filter((name) => values[name] === undefined);
  if (missing.length === OIDC.length) return;
  for (const name of missing) context.addIssue({ code: 'custom', path: [name], message: 'Is missing: company sign-on takes all of ' + OIDC.join(', ') });
}).superRefine((values, context) => {
  const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message: `Is missing: ${message}` });
  if (values.EVIDENCE_STORE === 'folder' && !values.EVIDENCE_DIR) missing('EVIDENCE_DIR', 'it is the folder of sealed evidence');
  if (values.EVIDENCE_STORE === 's3' && !values.EVIDENCE_S3_BUCKET) missing('EVIDENCE_S3_BUCKET', 'EVIDENCE_STORE is s3, and this is its bucket');
  const [id, secret] = ['EVIDENCE_S3_ACCESS_KEY_ID', 'EVIDENCE_S3_SECRET_ACCESS_KEY'] as const;
  if (!values[id] !== !values[secret]) missing(values[id] ? secret : id, 'the credentials of the evidence store are two, or left out altogether');
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
