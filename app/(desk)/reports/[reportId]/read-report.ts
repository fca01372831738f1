import { cache } from 'react';
import { readReport as readOne } from '@/lib/reporting';
import { reportInput } from '@/lib/reporting/schema';
import { read } from '@/lib/web';

const readView = read({ permission: 'report.read', input: reportInput, run: readOne });

/** Once a request, since title and page share it and each reading is recorded. */
export const readReport = cache((reportId: string) => readView({ reportId }));
