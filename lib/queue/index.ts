export { lockItem, release, renew, requireLease } from './lease';
export { list } from './read';
export { leaseEnd, take, takeNext } from './take';
