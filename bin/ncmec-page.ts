// npm run ncmec:page: writes the tables into docs/ncmec-coverage.md.
import { ncmecPage } from './checks/ncmec-page';
import { writePage } from './checks/write-page';

await writePage(await ncmecPage());
