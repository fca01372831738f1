'use server';
import {
  beginAuthenticator, beginPasskey, drawOwnCodes, endOtherSessions, endOwnSession, finishAuthenticator, finishPasskey, removeFactor, renameFactor,
} from '@/lib/access';
import { endSessionInput, factorInput, newPasskeyInput, nothingInput, renameFactorInput, totpCodeInput } from '@/lib/access/schema';
import { action } from '@/lib/web';

const permission = 'account.manage';

export const beginAddingPasskey = action({ permission, input: nothingInput, run: beginPasskey });
export const addPasskey = action({ permission, input: newPasskeyInput, run: finishPasskey });
export const beginAddingApp = action({ permission, input: nothingInput, run: beginAuthenticator });
export const addApp = action({ permission, input: totpCodeInput, run: finishAuthenticator });
export const rename = action({ permission, input: renameFactorInput, run: renameFactor });
export const remove = action({ permission, input: factorInput, run: removeFactor });
export const drawCodes = action({ permission, input: nothingInput, run: drawOwnCodes });
export const endOne = action({ permission: 'session.own', input: endSessionInput, run: endOwnSession });
export const endOthers = action({ permission: 'session.own', input: nothingInput, run: endOtherSessions });
