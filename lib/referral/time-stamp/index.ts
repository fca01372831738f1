export { type TimeStamp, type TimeStampTools, timeStamp } from './ask';
export { type Stamped, type TimeStampCheck, type TimeStampFacts, checkTimeStamp, leadsTo } from './check';
