import type { Prisma, PrismaClient } from '@/lib/db';
import { BrokenSeal } from '@/lib/evidence';
import { findHotline, gatewayCourier, mailCourier, ncmecHotline } from '@/lib/hotlines';
import { type Clock, type Config, config } from '@/lib/kernel';
import type { Reach, ReachOf } from './reach';
import { whyNotAddress } from './settings/address';
import { isOnByItself } from './settings/rows';
import { type Credentials, PARALLEL } from './settings/schema';
import { openCredentials } from './settings/seal';

type Setting = Prisma.HotlineSettingGetPayload<object>;

interface ReachTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  /** For a check before it is switched on: what it would be reached by. Nothing is filed that way. */
  readonly evenOff?: boolean;
}

const WHERE = 'An admin sees to it under Hotlines; the report waits here and nothing is lost.';
const off = (why: string): Reach => ({ kind: 'off', why: `${why} ${WHERE}` });

/**
 * How reports get to their hotlines. A row of the settings wins over the environment; without one, tests go to the
 * environment's hotline, and real reports go nowhere until an admin has switched the hotline on. Settings and credentials are
 * read for each report anew and kept nowhere, so what was changed holds from the next attempt on.
 */
export function reachOf({ client, clock, evenOff = false }: ReachTools): ReachOf {
  return async (hotline, isTest) => {
    if (isTest !== config().TEST_MODE) return off(`This deployment takes ${isTest ? 'real reports, and this one is a test' : 'tests, and this report is real'}.`);
    const entry = findHotline(hotline);
    if (!entry) return off('The desk knows of no such hotline.');
    // A person hands it in: there is nothing to switch.
    if (entry.channel === 'portal') return { kind: 'portal' };
    const setting = await client.hotlineSetting.findUnique({ where: { hotline_isTest: { hotline, isTest } } });
    if (!evenOff && !(setting?.isOn ?? isOnByItself({ hotline, isTest }))) return off(isTest ? 'This hotline is switched off for tests.' : 'This hotline is not switched on for real reports.');
    try {
      return entry.channel === 'api' ? apiReach(clock, isTest, setting) : courierReach(clock, entry.channel, setting);
    } catch (error) {
      if (!(error instanceof BrokenSeal)) throw error;
      return off('The credentials of this hotline do not open: as they are stored, they were changed or moved. Enter them anew.');
    }
  };
}

function apiReach(clock: Clock, isTest: boolean, setting: Setting | null): Reach {
  const { baseUrl, credentials } = apiAccess(config(), setting);
  const wrong = whyNotAddress('api', isTest, baseUrl);
  if (wrong) return off(`The address of this hotline is not usable. ${wrong}`);
  if (!credentials) return off('This hotline has an address of its own here and no credentials for it.');
  return { kind: 'api', hotline: ncmecHotline({ baseUrl, ...credentials, clock }), host: new URL(baseUrl).host, parallel: setting?.parallel ?? PARALLEL.ordinary };
}

/** A gateway or a mailbox is reached by its own settings alone; the mail server is the deployment's. */
function courierReach(clock: Clock, channel: 'webhook' | 'email', setting: Setting | null): Reach {
  if (!setting?.address) return off('This hotline has no address here.');
  const { address: to, isTest, parallel } = setting;
  const wrong = whyNotAddress(channel, isTest, to);
  if (wrong) return off(`The address of this hotline is not usable. ${wrong}`);
  if (channel === 'webhook') {
    const secret = openCredentials('webhook', setting)?.secret;
    if (!secret) return off('This hotline has no secret here to sign with.');
    return { kind: 'courier', courier: gatewayCourier({ address: to, secret, isTest, clock }), host: new URL(to).host, parallel };
  }
  const publicKey = openCredentials('email', setting)?.publicKey;
  if (!publicKey) return off('This hotline has no key here to seal mail to.');
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = config();
  if (!smtpUrl || !from) return off('This deployment sends no mail: SMTP_URL and MAIL_FROM are not set.');
  return { kind: 'courier', courier: mailCourier({ smtpUrl, from, to, publicKey, isTest, clock }), host: new URL(smtpUrl).host, parallel };
}

/** The environment's credentials go to the environment's address alone: whoever may type an address does not get to see them. */
function apiAccess(environment: Pick<Config, 'NCMEC_BASE_URL' | 'NCMEC_USERNAME' | 'NCMEC_PASSWORD'>, setting: Setting | null): { baseUrl: string; credentials: Credentials<'api'> | null } {
  const own = setting && openCredentials('api', setting);
  const mounted = { username: environment.NCMEC_USERNAME, password: environment.NCMEC_PASSWORD };
  return { baseUrl: setting?.address ?? environment.NCMEC_BASE_URL, credentials: own ?? (setting?.address ? null : mounted) };
}
