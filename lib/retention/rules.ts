/**
 * When a preservation that starts with a filing ends: one year after submission (18 USC 2258A(h)(1)). A filing on
 * 29 February is kept until 1 March: never a day less than a year.
 */
export function preservationEnd(startsAt: Date): Date {
  const end = new Date(startsAt);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end;
}
