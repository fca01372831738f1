export { giveBackAll } from './give-back';
export { lockItem, release, renew, requireLease } from './lease';
export { list } from './read';
export { leaseEnd, take, takeNext } from './take';
