export { addPerson, addWaitingItems, contextOf } from './rows';
export { type TestDatabase, testDatabase } from './test-database';
