export type { Received } from './box';
export type { Load, SeenCall } from './calls';
export { type Fault, type FaultKind, type ProtocolCall, faultInput } from './faults';
export { type InMemorySandbox, inMemorySandbox } from './in-memory';
export { type InspectedFile, type InspectedReport } from './inspect';
export type { Ending } from './play';
export type { ReceivedFile, ReceivedForm } from './read-form';
export { type Sandbox, type SandboxOptions, startSandbox } from './start';
export type { StoredReport } from './store';
