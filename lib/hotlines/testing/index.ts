export { inProcessHotline } from '../ncmec/testing/in-process';
export { type OpenSandbox, openSandbox } from '../ncmec/testing/sandbox';
export { hasSchema, schemaProblems } from '../ncmec/testing/xsd';
export { type Ending, type Fault, type FaultKind, type InMemorySandbox, type InspectedReport, type Load, type ProtocolCall, type Received, type SeenCall, faultInput, inMemorySandbox } from '../ncmec/sandbox';
export { minimalReport } from '../ncmec/testing/examples';
export { pathsIn } from '../ncmec/testing/paths';
