import type { ReactNode } from 'react';
import { z } from 'zod';
import { heldRole } from '@/lib/access';
import { can } from '@/lib/access/schema';
import { listAlerts } from '@/lib/alerts';
import type { PersonActor } from '@/lib/kernel';
import { read } from '@/lib/web';
import { AlertsBar } from './alerts-bar';
import { BreakGlassBar } from './break-glass-bar';

const readHeldRole = read({ permission: 'session.own', input: z.object({}), run: heldRole });
const readAlerts = read({ permission: 'alert.read', input: z.object({}), run: listAlerts });

/** What stands above every page of a person: a role that they took for a while, and what their role has to know. */
export async function Notices({ person, children }: { person: PersonActor; children: ReactNode }) {
  const held = person.breakGlassId ? await readHeldRole({}) : null;
  const alerts = can(person.role, 'alert.read') ? await readAlerts({}) : null;
  return (
    <div className="grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <div>
        {held && <BreakGlassBar key={held.id} held={held} />}
        {/* By role, since what the other role was told is not this one's. */}
        {alerts && <AlertsBar key={person.role} initial={alerts} />}
      </div>
      {children}
    </div>
  );
}
