export { enterReference } from './enter-reference';
export { grantFile } from './grant-file';
export { type PacketView, readPacket } from './read-packet';
export { remindOfReferences } from './remind';
export { type TakenFile, takeFile } from './take-file';
