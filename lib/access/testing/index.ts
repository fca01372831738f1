export { isPassword } from '../password';
export { softwarePasskey } from './authenticator';
export { changedMeanwhile } from './meanwhile';
export { PASSWORD, addMember, arrival, valueOf } from './people';
