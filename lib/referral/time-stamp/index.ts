export { type TimeStamp, type TimeStampTools, timeStamp } from './ask';
export type { TimeStampCheck, TimeStampFacts } from './check';
