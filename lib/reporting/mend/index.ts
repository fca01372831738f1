export { mendReport } from './mend-report';
export { redraw } from './redraw';
