import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

export * from './permissions';
export * from './row-rules';
export * from './walls/schema';

export const SCOPES = ['intake.write'] as const;
export type Scope = (typeof SCOPES)[number];

export const signInInput = z.object({
  email: z.string().trim().toLowerCase().max(320).pipe(z.email('An e-mail address, for example name@example.com')),
  password: z.string().min(1, 'The password is missing').max(1024),
});

export const createKeyInput = z.object({
  name: storable(z.string()).trim().min(1, 'A name, so that people can tell keys apart').max(80),
});

export const revokeKeyInput = z.object({ id: z.uuid() });
