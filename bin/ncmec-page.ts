// npm run ncmec:page: writes the tables into docs/ncmec-coverage.md.
import { writeFile } from 'node:fs/promises';
import { ncmecPage } from './checks/ncmec-page';

const { path, found, wanted } = await ncmecPage();
if (found === wanted) {
  console.log(`${path} is as the code has it.`);
} else {
  await writeFile(path, wanted);
  console.log(`${path} is written anew.`);
}
