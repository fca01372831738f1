'use server';
import * as people from '@/lib/access';
import { changeRoleInput, inviteInput, personInput, resetInput } from '@/lib/access/schema';
import { giveBackAll } from '@/lib/queue';
import { action } from '@/lib/web';

const permission = 'people.manage';

export const invite = action({ permission, input: inviteInput, run: people.invite });
export const inviteAgain = action({ permission, input: personInput, run: people.inviteAgain });
export const revokeInvitation = action({ permission, input: personInput, run: people.revokeInvitation });
export const changeRole = action({ permission, input: changeRoleInput, run: (ctx, input) => people.changeRole(ctx, input, giveBackAll) });
export const disable = action({ permission, input: personInput, run: (ctx, input) => people.disable(ctx, input, giveBackAll) });
export const enable = action({ permission, input: personInput, run: people.enable });
export const reset = action({ permission, input: resetInput, run: people.reset });
