import { PERMISSIONS, type Permission, ROW_RULES, can, ruleOf } from '@/lib/access/schema';
import { ROLES } from '@/lib/kernel/actor';
import { type MarkedPage, markedPage } from './marked-page';

const PAGE = 'docs/access.md';
const MARKS = ['<!-- table: written by `npm run access:page` from lib/access/permissions.ts -->', '<!-- end of table -->'] as const;

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
export function accessPage(): Promise<MarkedPage> {
  return markedPage(PAGE, MARKS, permissionTable());
}
