/**
 * Seconds that files of journeys took, where they took more than the others. Only the balance of the parts hangs on
 * it, so a guess is good enough; what is not named counts as ORDINARY_S.
 */
const SECONDS: Readonly<Record<string, number>> = {
  'e2e/accessible.e2e.ts': 30,
  'e2e/approval.e2e.ts': 40,
  'e2e/audit-log.e2e.ts': 50,
  'e2e/audit-page.e2e.ts': 40,
  'e2e/crash.e2e.ts': 100,
  'e2e/fuzz.e2e.ts': 70,
  'e2e/matrix/matrix.e2e.ts': 90,
  'e2e/one-click.e2e.ts': 50,
  'e2e/people.e2e.ts': 35,
  'e2e/referral-paths.e2e.ts': 60,
  'e2e/referral.e2e.ts': 70,
  'e2e/reports.e2e.ts': 100,
  'e2e/sealed-page.e2e.ts': 60,
  'e2e/sealed.e2e.ts': 40,
  'e2e/session.e2e.ts': 50,
  'e2e/story.e2e.ts': 50,
  'e2e/wellness.e2e.ts': 40,
};
const ORDINARY_S = 22;

const secondsOf = (file: string): number => SECONDS[file] ?? ORDINARY_S;

/**
 * Divides files into parts that take about equally long: the longest first, each to the part that has least so far.
 * The same files are divided in the same way each time, so that what a journey finds in its system is no matter of luck.
 */
export function divide(files: readonly string[], count: number): string[][] {
  const parts = Array.from({ length: count }, () => ({ files: [] as string[], seconds: 0 }));
  const longestFirst = [...files].sort((a, b) => secondsOf(b) - secondsOf(a) || (a < b ? -1 : 1));
  for (const file of longestFirst) {
    const least = parts.reduce((a, b) => (b.seconds < a.seconds ? b : a));
    least.files.push(file);
    least.seconds += secondsOf(file);
  }
  return parts.map((part) => part.files.sort()).filter((part) => part.length > 0);
}
