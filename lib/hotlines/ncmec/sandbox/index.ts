export type { InspectedFile, InspectedReport } from './inspect';
export { type Sandbox, type SandboxOptions, startSandbox } from './start';
