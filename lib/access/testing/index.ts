export { isPassword } from '../password';
export { softwarePasskey } from './authenticator';
export { PASSWORD, addMember, arrival, valueOf } from './people';
