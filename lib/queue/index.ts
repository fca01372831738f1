export { giveBackAll } from './give-back';
export { freeItem, leaseEnd, lockItem, release, renew, requireLease } from './lease';
export { list } from './read';
export { take, takeNext } from './take';
