import { Prisma } from '@/lib/db';
import { and } from '../read/selection';
import { type Walls, notHidden } from '../read/walls';
import { type Week, endOf, startOf } from './week';

/** The entries of a week, or of several, as a condition on `e`: as the page shows them to who has these walls. */
export function inWeek(walls: Walls | undefined, first: Week, last: Week = first): Prisma.Sql {
  return Prisma.sql`e."at" >= ${startOf(first).toISOString()}::timestamptz AND e."at" < ${endOf(last).toISOString()}::timestamptz AND ${and(notHidden(walls))}`;
}
