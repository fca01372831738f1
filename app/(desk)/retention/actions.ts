'use server';
import { approveDestruction, dryRun, liftHold, placeHold, renewHold, requestDestruction, reviewHold, withdrawDestruction } from '@/lib/retention';
import { destructionInput, dryRunInput, liftHoldInput, placeHoldInput, renewHoldInput, requestDestructionInput, reviewHoldInput, withdrawDestructionInput } from '@/lib/retention/schema';
import { action } from '@/lib/web';

export const keepCase = action({ permission: 'hold.manage', input: placeHoldInput, run: placeHold });
export const renew = action({ permission: 'hold.manage', input: renewHoldInput, run: renewHold });
export const lookAgain = action({ permission: 'hold.manage', input: reviewHoldInput, run: reviewHold });
export const lift = action({ permission: 'hold.lift', input: liftHoldInput, run: liftHold });
export const askForDestruction = action({ permission: 'destruction.request', input: requestDestructionInput, run: requestDestruction });
export const withdraw = action({ permission: 'destruction.request', input: withdrawDestructionInput, run: withdrawDestruction });
export const agree = action({ permission: 'destruction.approve', input: destructionInput, run: approveDestruction });
export const tryOut = action({ permission: 'retention.read', input: dryRunInput, run: dryRun });
