export { type ApiKeyRow, drawKey, isKeyForm, issueKey, listKeys, platformOfKey, revokeKey } from './api-key';
export { type NewPerson, createPerson } from './create-person';
export { LIMITS, type LimitName, consume, forgive, isSpent, limit, tooMany } from './limits';
export { freshUntil } from './rules';
export { expiredCookie, sessionCookieName, signInCookieName } from './sessions/cookie';
export { endSessions, lock, signOut } from './sessions/end';
export { type FoundSession, findSession, touchSession } from './sessions/find';
export { type Client, openSession } from './sessions/open';
export { sessionCookie, sessionIdOf } from './sessions/token';
