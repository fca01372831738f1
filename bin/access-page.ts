// npm run access:page: writes the permission table into docs/access.md.
import { writeFile } from 'node:fs/promises';
import { accessPage } from './checks/access-page';

const { path, found, wanted } = await accessPage();
if (found === wanted) {
  console.log(`${path} is as the code has it.`);
} else {
  await writeFile(path, wanted);
  console.log(`${path} is written anew.`);
}
