import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { ok } from '@/lib/kernel';
import { recordMany } from '../record';
import { folderSource } from '../verify/layout-source';
import { verifyLog } from '../verify/verify';
import { exportLog } from './export';
import { drawSigningKey, parseVerifierKey, signerOf } from './note-keys';
import { publish } from './publish';
import { integrate } from './sequence';
import { proveEvent } from './serve';

const GO_PATH = '/usr/share/gocode';
const PROGRAM = 'e2e/independent/log-verifier.go';

const database = testDatabase();
const signer = signerOf('desk.example/audit', drawSigningKey());
const folder = mkdtempSync(join(tmpdir(), 'log-'));
const program = join(folder, 'log-verifier');

const build = () => spawnSync('go', ['build', '-o', program, PROGRAM], { env: { ...process.env, GO111MODULE: 'off', GOPATH: GO_PATH, GOCACHE: join(folder, 'cache') }, encoding: 'utf8' });
const hasGo = spawnSync('go', ['version']).status === 0 && spawnSync('ls', [`${GO_PATH}/src/golang.org/x/mod/sumdb/tlog`]).status === 0;

/** The log at 300, 66 000 (three levels of tiles) and 66 001 entries; what is exported is the last. */
beforeAll(async () => {
  const actor = await addPerson(database.client, 'moderator');
  for (const [size, more] of [[300, 300], [66_000, 65_700], [66_001, 1]] as const) {
    for (let left = more; left > 0; left -= 2_000) {
      await transact(database.client, async (tx) => {
        await recordMany(contextOf(tx, actor), Array.from({ length: Math.min(left, 2_000) }, () => ({ action: 'item.released' as const, details: {} })));
        return ok();
      });
    }
    for (;;) {
      const placed = await integrate(database.client);
      if (!placed.ok || placed.value.count === 0) break;
    }
    expect(await publish(database.client, signer)).toBe(size);
  }
  expect(await exportLog(database.client, join(folder, 'log'))).toEqual({ size: 66_001, without: 0 });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('a folder that was exported verifies by itself, and names what was changed in it', async () => {
  const verifier = parseVerifierKey(signer.verifierKey);
  const source = () => folderSource(join(folder, 'log'));
  expect(await verifyLog({ source: source(), verifier })).toMatchObject({ isGood: true, size: 66_001, findings: [] });
  const path = join(folder, 'log/tile/entries/003');
  const bundle = readFileSync(path);
  const changed = Uint8Array.from(bundle);
  changed[100]! ^= 1;
  writeFileSync(path, changed);
  expect((await verifyLog({ source: source(), verifier })).findings).toEqual([{ code: 'leaf_changed', index: 768 }]);
  writeFileSync(path, bundle);
});

test.skipIf(!hasGo)('other people’s tools agree: 1,000 inclusion proofs, our own proof files, and consistency with earlier checkpoints (skipped where Go and golang.org/x/mod are not installed)', async () => {
  expect(build()).toMatchObject({ status: 0, stderr: '' });
  const older = [300, 66_000].map(async (size) => {
    const file = join(folder, `checkpoint-${size}`);
    writeFileSync(file, (await database.client.auditCheckpoint.findUniqueOrThrow({ where: { size: BigInt(size) } })).note);
    return ['-older', file];
  });
  mkdirSync(join(folder, 'proofs'));
  for (const index of [0, 255, 256, 300, 65_535, 65_536, 66_000]) {
    const { eventId } = await database.client.auditLeaf.findUniqueOrThrow({ where: { index: BigInt(index) } });
    const proof = await proveEvent(database.client, eventId);
    expect(proof?.index).toBe(index);
    writeFileSync(join(folder, 'proofs', `${index}.tlog-proof`), proof?.file ?? '');
  }
  const args = ['-key', signer.verifierKey, ...(await Promise.all(older)).flat(), '-proofs', join(folder, 'proofs'), '-count', '1000', join(folder, 'log')];
  const said = execFileSync(program, args, { encoding: 'utf8' });
  expect(said).toBe('66001 entries: signature good, 1000 inclusion proofs, 7 proof files, consistent with 2 earlier checkpoints\n');
});
