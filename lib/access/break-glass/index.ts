export { endBreakGlass } from './end';
export { heldRole, listBreakGlass } from './read';
export { signOff } from './sign-off';
export { startBreakGlass } from './start';
