export { type ApiKeyRow, drawKey, isKeyForm, issueKey, listKeys, platformOfKey, revokeKey } from './api-key';
export { type NewPerson, createPerson } from './create-person';
export { authHandler, sessionIdOfRequest } from './next-auth';
export { personOfSession } from './session';
export { signOut } from './sign-in';
