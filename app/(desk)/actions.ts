'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { signOut } from '@/lib/access';
import { action } from '@/lib/web';

const end = action({ permission: 'session.own', input: z.object({}), run: signOut });

/** Ends the session's row; the cookie that stays behind opens nothing. */
export async function leave(): Promise<void> {
  await end({});
  redirect('/sign-in');
}
