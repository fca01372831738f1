import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';

const database = testDatabase();
const PROGRAM = fileURLToPath(new URL('add-person.ts', import.meta.url));

function addPerson(...args: readonly string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', PROGRAM, ...args], { env: process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
}

test('the first admin of an empty database gets a link that works once, has no password yet, and is on record', async () => {
  const added = await addPerson('Kim@example.com', 'admin', 'Kim Sorel');
  expect(added).toMatchObject({ code: 0, text: expect.stringMatching(/^kim@example\.com is AD-01, admin\.[^]+\/join#[\w-]{43}\n/) as string });
  const person = await database.client.person.findUniqueOrThrow({ where: { email: 'kim@example.com' }, include: { invitations: true } });
  expect(person).toMatchObject({ role: 'admin', pseudonym: 'AD-01', passwordHash: null, invitations: [{ purpose: 'join', usedAt: null, createdById: null }] });
  expect(await database.client.auditEvent.count({ where: { action: 'person.invited', actorName: 'operator' } })).toBe(1);
});

test('what is wrong is said by name, and nobody is added', async () => {
  const refused = await addPerson('nobody', 'chief', '');
  expect(refused.code).toBe(1);
  expect(refused.text).toMatch(/email: An e-mail address.*\n.*displayName: The name is missing\n.*role: Choose a role\n.*\n.*moderator/);
  expect((await addPerson('kim@example.com', 'admin', 'Kim Sorel')).text).toMatch(/^Nobody was added\. Somebody with this address exists already/);
  expect(await database.client.person.count()).toBe(1);
});
