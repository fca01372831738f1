export { type Topic, announce, announcementOf } from './announce';
export { connect, db } from './client';
export type { Caller, Ctx, Tx } from './context';
export { insertRows } from './insert-rows';
export { type Announcement, listen } from './listen';
export { plainPool } from './pool';
export { transact } from './transact';
export { Prisma } from './generated/client';
export type * from './generated/client';
