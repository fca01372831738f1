import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { listKeys } from '@/lib/access';
import { permit, read } from '@/lib/web';
import { SkeletonTable } from '../_components/skeleton-table';
import { Pane, TwoPane } from '../_shell/panes';
import { CreateKey } from './_components/create-key';
import { KeysList } from './_components/keys-list';

export const metadata: Metadata = { title: 'API keys' };

const readKeys = read({ permission: 'api_key.read', input: z.object({}), run: listKeys });

/** The keys with which platforms send items. */
export default async function ApiKeysPage() {
  await permit('api_key.read');
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="API keys"
          bar={
            <Bar end={<>{isTestMode() && <TestPill />}<CreateKey /></>}>
              <BarTitle as="h1">API keys</BarTitle>
            </Bar>
          }
        >
          <Suspense fallback={<SkeletonTable label="Loading the keys" rows={4} />}>
            <KeysList keys={readKeys({})} />
          </Suspense>
        </Pane>
      }
    />
  );
}
