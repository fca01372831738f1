'use server';
import { action } from '@/lib/web';
import { issueKey, revokeKey } from '@/lib/access';
import { createKeyInput, revokeKeyInput } from '@/lib/access/schema';

export const issue = action({ permission: 'api_key.manage', input: createKeyInput, run: (ctx, input) => issueKey(ctx, input) });
export const revoke = action({ permission: 'api_key.manage', input: revokeKeyInput, run: revokeKey });
