'use server';
import { approve, askAgain, decline, takeUpAgain } from '@/lib/reporting';
import { askAgainInput, declineInput, reportInput } from '@/lib/reporting/schema';
import { action } from '@/lib/web';

export const agree = action({ permission: 'report.approve', input: reportInput, run: approve });
export const sendBack = action({ permission: 'report.approve', input: declineInput, run: decline });
export const ask = action({ permission: 'report.create', input: askAgainInput, run: askAgain });
export const takeUp = action({ permission: 'report.create', input: reportInput, run: takeUpAgain });
