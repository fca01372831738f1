import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { NoDecoderStarts } from './decoder';
import { PICTURE_LIMITS } from './limits';
import { openPool } from './pool';

test('where no decoder ever starts, the installation is at fault and no file', async () => {
  const [pool, home] = [openPool(1), process.cwd()];
  // The decoder's program is found from the folder that ours was started in.
  process.chdir(tmpdir());
  try {
    await expect(pool.run({ task: 'derive', type: 'image/png', limits: PICTURE_LIMITS }, new Uint8Array(8), 1_000)).rejects.toThrow(NoDecoderStarts);
  } finally {
    process.chdir(home);
    pool.close();
  }
});
