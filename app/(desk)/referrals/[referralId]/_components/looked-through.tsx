'use client';
import { Button } from '@/app/_ui/button';
import { Section } from '@/app/_ui/section';
import { Contents } from './contents';
import { usePreview } from './use-preview';
import { WhatIsFound } from './what-is-found';

/** What is in it and what is taken out, looked through when the reader asks for it: it opens texts, and is on record. */
export function LookedThrough({ referralId }: { referralId: string }) {
  const previewing = usePreview(referralId);
  return (
    <>
      {previewing.value && (
        <Section as="h2" title="What the agency receives">
          <Contents preview={previewing.value} />
        </Section>
      )}
      <Section
        as="h2"
        title="What is taken out"
        end={
          previewing.value && (
            <Button size="sm" isPending={previewing.isPending} onClick={previewing.look}>
              Look again
            </Button>
          )
        }
      >
        <WhatIsFound previewing={previewing} />
      </Section>
    </>
  );
}
