export { type Desk, must, openDesk } from './desk';
