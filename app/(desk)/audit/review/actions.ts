'use server';
import { weekSignOffInput } from '@/lib/audit/schema';
import { signOffWeek } from '@/lib/oversight';
import { action } from '@/lib/web';

export const signWeek = action({ permission: 'audit.sign_off', input: weekSignOffInput, run: signOffWeek });
