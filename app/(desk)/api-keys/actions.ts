'use server';
import { action } from '@/lib/web';
import { createKey, revokeKey, rotateKey } from '@/lib/access';
import { createKeyInput, revokeKeyInput, rotateKeyInput } from '@/lib/access/schema';

export const create = action({ permission: 'api_key.manage', input: createKeyInput, run: (ctx, input) => createKey(ctx, input) });
export const rotate = action({ permission: 'api_key.manage', input: rotateKeyInput, run: rotateKey });
export const revoke = action({ permission: 'api_key.manage', input: revokeKeyInput, run: revokeKey });
