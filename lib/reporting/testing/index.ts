export { otherHolds } from '../holds';
export { type Desk, must, openDesk } from './desk';
