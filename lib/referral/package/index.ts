export { type OpenedPackage, openPackage } from './open';
export { type PackTools, packReferral } from './pack';
export { packageSigner } from './signing-key';
export { sweepPackages, sweepPacking } from './sweep';
