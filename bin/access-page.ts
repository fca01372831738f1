// npm run access:page: writes the permission table into docs/access.md.
import { accessPage } from './checks/access-page';
import { writePage } from './checks/write-page';

await writePage(await accessPage());
