'use server';
import { retryReport } from '@/lib/reporting';
import { reportInput } from '@/lib/reporting/schema';
import { action } from '@/lib/web';

export const retry = action({ permission: 'report.retry', input: reportInput, run: retryReport });
