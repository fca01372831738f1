// npm run audit:export -- FOLDER: writes the audit log into an empty folder in the layout of tlog-tiles, to be verified on
// another machine, by audit:verify or by other people's tools.
import { exportLog } from '@/lib/audit';
import { db } from '@/lib/db';

const folder = process.argv[2];
if (!folder) {
  console.error('Say where to: npm run audit:export -- FOLDER');
  process.exit(2);
}
const { size, without } = await exportLog(db(), folder);
console.log(`${size} entries are in ${folder}.${without > 0 ? ` ${without} bundles are without their events, which lie elsewhere.` : ''}`);
await db().$disconnect();
