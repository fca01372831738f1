export { type Desk, drawPicture, must, openDesk } from './desk';
