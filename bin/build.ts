// npm run build: the database client and the web application, when their sources have changed.
import { claimBuild } from './launch/build';
import { Trouble } from './launch/trouble';

try {
  const { isNew, release } = await claimBuild('.next/cache/build.log');
  await release();
  console.log(isNew ? 'Built.' : 'The build is up to date.');
} catch (error) {
  console.error(error instanceof Trouble ? `${error.message}\n${error.remedy}` : error);
  process.exit(1);
}
