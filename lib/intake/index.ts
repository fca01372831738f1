export { batchResults, statusOf } from './answer';
export { canonical } from './canonical';
export { openApiDocument } from './openapi';
export { readBody } from './read-body';
export { receiveErasure } from './receive-erasure';
export { receiveItems } from './receive-items';
export { type Statement, statementOf } from './statement';
