export { batchResults, statusOf } from './answer';
export { openApiDocument } from './openapi';
export { readBody } from './read-body';
export { receiveItems } from './receive-items';
export { type Statement, statementOf } from './statement';
