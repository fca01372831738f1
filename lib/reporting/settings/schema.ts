import { z } from 'zod';
import type { Channel } from '@/lib/hotlines/schema';
import { storable } from '@/lib/kernel/text';

/** What each channel proves itself with; a portal is a person's, who brings their own. */
export const CREDENTIALS = {
  api: z.strictObject({ username: z.string().min(1).max(200).regex(/^[^:]*$/, 'Must not contain a colon'), password: z.string().min(1).max(500) }),
  webhook: z.strictObject({ secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'Must be whsec_ and 24 to 64 bytes in base64') }),
  email: z.strictObject({ publicKey: z.string().max(100_000).includes('BEGIN PGP PUBLIC KEY BLOCK', { error: 'Must be an OpenPGP public key in ASCII armour' }) }),
} as const satisfies Partial<Record<Channel, z.ZodType>>;
export type CredentialChannel = keyof typeof CREDENTIALS;
export type Credentials<C extends CredentialChannel> = z.output<(typeof CREDENTIALS)[C]>;

export const takesCredentials = (channel: Channel): channel is CredentialChannel => Object.hasOwn(CREDENTIALS, channel);

export const PARALLEL = { least: 1, most: 64, ordinary: 8 } as const;

const which = z.object({ hotline: z.string().min(1).max(60), isTest: z.boolean() });
export const hotlineInput = which;
export type HotlineInput = z.output<typeof which>;

/** An empty address is the environment's; credentials that are left out stay as they are. */
export const hotlineSettingInput = which.extend({
  address: storable(z.string()).trim().max(500),
  credentials: z.record(z.string().max(40), z.string().max(100_000)).optional(),
  parallel: z.int().min(PARALLEL.least).max(PARALLEL.most),
});
export type HotlineSettingInput = z.output<typeof hotlineSettingInput>;

/** `confirmation` is the hotline's name as typed, where real reports are switched on. */
export const switchInput = which.extend({ isOn: z.boolean(), confirmation: z.string().max(200).default('') });
export type SwitchInput = z.output<typeof switchInput>;

const platform = storable(z.string()).trim().min(1).max(256);
export const platformInput = z.object({ platform });
export type PlatformInput = z.output<typeof platformInput>;
export const platformWebhookInput = z.object({ platform, address: storable(z.string()).trim().min(1).max(500), isOn: z.boolean() });
export type PlatformWebhookInput = z.output<typeof platformWebhookInput>;
