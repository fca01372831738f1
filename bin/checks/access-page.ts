import { readFile } from 'node:fs/promises';
import { PERMISSIONS, type Permission, ROW_RULES, can, ruleOf } from '@/lib/access/schema';
import { ROLES } from '@/lib/kernel/actor';

const PAGE = 'docs/access.md';
const [BEGIN, END] = ['<!-- table: written by `npm run access:page` from lib/access/permissions.ts -->', '<!-- end of table -->'];

function row(name: Permission): string {
  const { what, rows = [], stepUp, perHour } = ruleOf(name);
  const also = [stepUp && 'fresh second factor', perHour && `at most ${perHour} an hour`].filter(Boolean).join(', ');
  const cells = [`${what} \`${name}\``, ...ROLES.map((role) => (can(role, name) ? '●' : '')), rows.map((rule) => `\`${rule}\``).join(' '), also];
  return `| ${cells.join(' | ')} |`;
}

/** The permission table as Markdown, with the rules about rows below it. */
export function permissionTable(): string {
  const head = ['What', ...ROLES, 'Where', 'And'];
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map((name) => ((ROLES as readonly string[]).includes(name) ? ':-:' : '---')).join('|')}|`,
    ...(Object.keys(PERMISSIONS) as Permission[]).map(row),
    '',
    ...Object.entries(ROW_RULES).map(([rule, words]) => `- \`${rule}\`: ${words}`),
  ].join('\n');
}

/** The page with the table as the code has it now. Everything around the table is written by hand. */
export async function accessPage(): Promise<{ readonly path: string; readonly found: string; readonly wanted: string }> {
  const found = await readFile(PAGE, 'utf8');
  const [before, rest] = found.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has lost the marks between which the table stands: ${BEGIN} and ${END}`);
  return { path: PAGE, found, wanted: `${before}${BEGIN}\n${permissionTable()}\n${END}${after}` };
}
