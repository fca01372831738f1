import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isPassword } from '@/lib/access/testing';
import { testDatabase } from '@/lib/db/testing';

const database = testDatabase();
const PROGRAM = fileURLToPath(new URL('add-person.ts', import.meta.url));

function addPerson(args: readonly string[], password: string): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', PROGRAM, ...args], { env: process.env });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
    child.stdin.end(`${password}\n`);
  });
}

test('the first admin of an empty database is added with a password that only they know, and it is on record', async () => {
  const added = await addPerson(['Kim@example.com', 'admin', 'Kim Sorel'], 'correct horse battery');
  expect(added).toEqual({ code: 0, text: 'kim@example.com may sign in as admin.\n' });
  const person = await database.client.person.findUniqueOrThrow({ where: { email: 'kim@example.com' } });
  expect(person).toMatchObject({ role: 'admin', pseudonym: 'AD-01' });
  expect(await isPassword(person.passwordHash ?? undefined, 'correct horse battery')).toBe(true);
  expect(await database.client.auditEvent.count({ where: { action: 'person.created', actorName: 'operator' } })).toBe(1);
});

test('what is wrong is said by name, and nobody is added', async () => {
  const refused = await addPerson(['nobody', 'chief', 'Kim'], 'short');
  expect(refused.code).toBe(1);
  expect(refused.text).toMatch(/EMAIL is not.*\n.*ROLE is one of moderator.*\n.*at least 15 characters/);
  expect(await database.client.person.count()).toBe(1);
});
