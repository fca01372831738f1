import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

export * from './permissions';
export * from './sign-in/schema';
export * from './row-rules';
export * from './walls/schema';

export const SCOPES = ['intake.write'] as const;
export type Scope = (typeof SCOPES)[number];

export const createKeyInput = z.object({
  name: storable(z.string()).trim().min(1, 'A name, so that people can tell keys apart').max(80),
});

export const revokeKeyInput = z.object({ id: z.uuid() });
