export { NotRead } from './bag';
export { givenLogKey } from './check-checkpoint';
export { givenKey } from './check-signature';
export { givenAuthorities } from './check-time';
export { type Finding, findingWords, isFault, levelOf, meaningOf } from './findings';
export { type VerifyOptions, verifyPackage } from './verify';
