export { type OpenSandbox, openSandbox } from '../ncmec/testing/sandbox';
export { hasSchema, schemaProblems } from '../ncmec/testing/xsd';
