export { beginAuthenticator, beginPasskey, finishAuthenticator, finishPasskey } from './add-factor';
export { changePassword } from './change-password';
export { describeSession } from './describe-session';
export { drawOwnCodes } from './draw-codes';
export { endOtherSessions, endOwnSession } from './end-own-sessions';
export { readAccount } from './read-account';
export { removeFactor } from './remove-factor';
export { renameFactor } from './rename-factor';
export { type StepUpOptions, stepUp, stepUpOptions } from './step-up';
