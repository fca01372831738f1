export { keptUntil, startPreservation } from './preserve';
