export { type Actor, NOBODY, type PersonActor, type PlatformActor, ROLES, type Role, type SystemActor } from './actor';
export { type Clock, manualClock, systemClock } from './clock';
export { collect } from './collect';
export { type Config, config } from './config';
export { type Ids, randomIds } from './ids';
export { log, traceOf } from './log';
export { toWellFormed } from './text';
export { type FieldError, Problem, type ProblemCode, type Result, fail, ok } from './problem';
export { parse, refusal } from './zod';
