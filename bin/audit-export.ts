// npm run audit:export -- FOLDER: writes the audit log into an empty folder in the layout of tlog-tiles, to be verified on
// another machine, by audit:verify or by other people's tools. Needs nothing but DATABASE_URL.
import { exportLog } from '@/lib/audit';
import { connect } from '@/lib/db';

const folder = process.argv[2];
const url = process.env['DATABASE_URL'];
if (!folder || !url) {
  console.error('Say where to, and set DATABASE_URL: npm run audit:export -- FOLDER');
  process.exit(2);
}
const client = connect(url, 2);
const { size, without } = await exportLog(client, folder);
console.log(`${size} entries are in ${folder}.${without > 0 ? ` ${without} bundles are without their events, which lie elsewhere.` : ''}`);
await client.$disconnect();
