export { lockItem, release, renew, requireLease } from './lease';
export { list } from './read';
export { take, takeNext } from './take';
