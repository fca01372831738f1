'use server';
import { signOff, startBreakGlass } from '@/lib/access';
import { signOffInput, startBreakGlassInput } from '@/lib/access/schema';
import { action } from '@/lib/web';

export const takeRole = action({ permission: 'break_glass.use', input: startBreakGlassInput, run: startBreakGlass });
export const signOffRole = action({ permission: 'break_glass.sign_off', input: signOffInput, run: signOff });
