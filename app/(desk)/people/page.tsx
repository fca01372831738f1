import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { buttonClass } from '@/app/_ui/button-class';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { listPeople } from '@/lib/access';
import { peopleFilter } from '@/lib/access/schema';
import { permit, read } from '@/lib/web';
import { type Query, readQuery } from '../_components/query';
import { SkeletonTable } from '../_components/skeleton-table';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { InvitePerson } from './_components/invite-person';
import { JoinLinks } from './_components/join-links';
import { PeopleFacts } from './_components/people-facts';
import { PeopleFilters } from './_components/people-filters';
import { PeopleTable } from './_components/people-table';

export const metadata: Metadata = { title: 'People' };

const readPeople = read({ permission: 'people.read', input: peopleFilter, run: listPeople });

/** Who has access, how many of them can reach content, and what an admin can do about it. */
export default async function PeoplePage({ searchParams }: { searchParams: Query }) {
  await permit('people.read');
  const parsed = peopleFilter.safeParse(await readQuery(searchParams));
  if (!parsed.success) notFound();
  const filter = parsed.data;
  const people = readPeople(filter);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <JoinLinks>
      <TwoPane
        stage={
          <Pane
            kind="stage"
            label="People"
            bar={
              <>
                <Bar
                  end={
                    <>
                      {isTestMode() && <TestPill />}
                      {isFiltered && (
                        <Link href="/people" prefetch={false} className={buttonClass({ variant: 'quiet' })}>
                          Clear filters
                        </Link>
                      )}
                      <Suspense fallback={null}>
                        <InviteButton people={people} />
                      </Suspense>
                    </>
                  }
                >
                  <BarTitle as="h1">People</BarTitle>
                </Bar>
                <Suspense fallback={<div className="h-21 border-b border-line" />}>
                  <PeopleFacts people={people} />
                </Suspense>
                <PeopleFilters filter={filter} />
              </>
            }
          >
            <LiveRefresh topics={['access']}>
              <Suspense fallback={<SkeletonTable label="Loading the people" />}>
                <PeopleTable people={people} isFiltered={isFiltered} />
              </Suspense>
            </LiveRefresh>
          </Pane>
        }
      />
    </JoinLinks>
  );
}

async function InviteButton({ people }: { people: ReturnType<typeof readPeople> }) {
  const { isByCompany } = await people;
  return <InvitePerson disabledReason={isByCompany ? 'People come through the company’s sign-on: put them into the group of their role there.' : undefined} />;
}
