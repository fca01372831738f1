export { isPassword } from '../password';
