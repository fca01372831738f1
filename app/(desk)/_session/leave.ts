import { go } from './go';
import { coverNow, lockDesk, uncover, veil } from './cover';
import { tellNeighbours } from './neighbours';
import { endSession, lockSession } from './session';

const TRY_AGAIN_MS = 3_000;

/** Locks at once, here and in the browser's other tabs; the desk is told until it has heard. */
export async function lockNow(): Promise<void> {
  lockDesk('by_person');
  tellNeighbours({ kind: 'locked' });
  while (coverNow() === 'locked' && !(await lockSession())) await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
}

/**
 * Signs out and leaves for the sign-in page by a full load, which takes everything of the desk out of this tab.
 * @returns false when the desk did not answer: the person is then still signed in
 */
export async function signOut(): Promise<boolean> {
  veil();
  if (!(await endSession())) {
    uncover();
    return false;
  }
  tellNeighbours({ kind: 'left' });
  go('/sign-in');
  return true;
}
