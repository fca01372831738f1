import { type Page, expect } from '@playwright/test';
import { db, type Session } from '@/lib/db';
import { DEMO_ANSWER, type Somebody, tabTo } from './desk';
import { useSystem } from './session-of';
import { system } from './system';

/** The newest session of that person, as its row stands now. */
export async function sessionRowOf(who: Somebody): Promise<Session> {
  useSystem();
  return db().session.findFirstOrThrow({ where: { person: { email: `${who}@example.com` } }, orderBy: { createdAt: 'desc' } });
}

/** Moves times of the person's newest session into the past instead of waiting. */
export async function age(who: Somebody, minutes: Partial<Record<'lastSeenAt' | 'verifiedAt', number>>): Promise<void> {
  const { id } = await sessionRowOf(who);
  const ago = (count: number | undefined) => (count === undefined ? undefined : new Date(Date.now() - count * 60_000));
  await db().session.update({ where: { id }, data: { lastSeenAt: ago(minutes.lastSeenAt), verifiedAt: ago(minutes.verifiedAt) } });
}

export const lockScreen = (page: Page) => page.getByRole('heading', { name: 'The desk is locked' });

/** Signs in over a locked desk, by keyboard. */
export async function unlock(page: Page, who: Somebody): Promise<void> {
  await expect(lockScreen(page)).toBeVisible();
  await tabTo(page, 'E-mail');
  await page.keyboard.type(`${who}@example.com`);
  await tabTo(page, 'Password');
  await page.keyboard.type(system().password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: DEMO_ANSWER })).toBeVisible();
  await tabTo(page, DEMO_ANSWER);
  await page.keyboard.press('Enter');
  await expect(lockScreen(page)).toHaveCount(0);
}
