export { addPasskey, creationOptions } from './add-passkey';
export { type SecondFactor, answerSecondFactor } from './answer';
export { drawRecoveryCodes } from './recovery-codes';
export { type NewTotp, beginTotp, confirmTotp } from './totp';
export { type PasskeyUse, requestOptions, spendPasskey } from './use-passkey';
export { isDemoAllowed, waysOf } from './ways';
