import { expect, test } from 'vitest';
import { PERMISSIONS, ROW_RULES } from '@/lib/access/schema';
import { accessPage, permissionTable } from './access-page';

test('the table has a line for each permission, and says what each rule about rows means', () => {
  const table = permissionTable();
  for (const name of Object.keys(PERMISSIONS)) expect(table).toContain(`\`${name}\` |`);
  for (const rule of Object.keys(ROW_RULES)) expect(table).toContain(`- \`${rule}\`: `);
  expect(table).toContain('| Be granted a reveal of an original `evidence.reveal` | ● | ● | ● |  |  | `lease_or_supervisor` `preserved_with_reason` `not_walled` | fresh second factor, at most 120 an hour |');
});

test('docs/access.md holds the table as the code has it', async () => {
  const { found, wanted } = await accessPage();
  expect(found).toBe(wanted);
});
