import type { AssembledReport } from './assemble';

type Tree = Readonly<Record<string, unknown>>;

/**
 * The report without the elements at these paths. What they said moves into words at the end of the report, so that
 * nothing is lost: a hotline that refuses a value in its element still takes it as text. A path without the numbers of
 * list entries stands for every entry.
 */
export function leaveOut(assembled: AssembledReport, omitted: readonly string[]): AssembledReport {
  if (omitted.length === 0) return assembled;
  const said: string[] = [];
  const isOmitted = (path: string): boolean => omitted.includes(path) || omitted.includes(path.replaceAll(/\/\d+(?=\/|$)/g, ''));

  const prune = (value: unknown, path: string): unknown => {
    if (isOmitted(path)) {
      said.push(`${path}: ${plain(value)}`);
      return undefined;
    }
    if (Array.isArray(value)) {
      const kept = value.map((entry: unknown, index) => prune(entry, `${path}/${index}`)).filter((entry) => entry !== undefined);
      return kept.length === 0 && value.length > 0 ? undefined : kept;
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value as Tree).map(([name, inner]) => [name, prune(inner, path === '' ? name : `${path}/${name}`)] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
  };

  const report = prune(assembled.report, '') as AssembledReport['report'];
  const files = assembled.files.map((file, index) => ({ ...file, details: prune(file.details, `files/${index}`) as typeof file.details }));
  if (said.length === 0 || isOmitted('additionalInfo')) return { ...assembled, report, files };
  const words = ['Left out of their elements, where the hotline refused them:', ...said].join('\n');
  return { ...assembled, report: { ...report, additionalInfo: [report.additionalInfo, words].filter(Boolean).join('\n') }, files };
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
