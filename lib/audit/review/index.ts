export { AREAS, type Area } from './areas';
export { cell as csvCell } from './csv';
export { exportTrail } from './export';
export { type Review, readOverdue, readReview } from './read-review';
export { signOffWeek } from './sign-off';
export { streamExport } from './stream';
export { type SignedOff, type WeekRow, overdueWeeks } from './weeks';
export type { WorthALook } from './worth-a-look';
