export { giveBackAll } from './give-back';
export { freeItem, leaseEnd, lockItem, release, renew, requireLease } from './lease';
export { list, openQueue } from './read';
export { skip } from './skip';
export { take, takeNext } from './take';
