export { HEARTBEAT_EVERY_MS, type Health, beat, health } from './health';
export { hearWitness } from './log-watch/hear-witness';
export { watchLog } from './log-watch/watch-log';
export { remindOfWeeks } from './weeks/remind';
export { signOffWeek } from './weeks/sign-off';
