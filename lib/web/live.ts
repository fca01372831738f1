import { type Announcement, type Topic, listen } from '@/lib/db';
import { findSession, isKeptAway, isWalledOff } from '@/lib/access';
import { type Permission, can } from '@/lib/access/schema';
import { type Clock, type PersonActor, type Role, log, systemClock, traceOf } from '@/lib/kernel';

const KEEP_ALIVE_MS = 20_000;

/** Who may hear of what: whoever may read it, where it is of no case that they are kept away from. `session` is told to the person alone whose it is. */
const AUDIENCES: Record<Exclude<Topic, 'session'>, readonly Permission[]> = {
  queue: ['queue.read'],
  case: ['case.read'],
  report: ['report.read'],
  audit: ['audit.read'],
  access: ['people.read', 'alert.read', 'break_glass.read', 'agency.read'],
};

interface LiveOptions {
  readonly clock?: Clock;
  readonly keepAliveMs?: number;
}

/**
 * A stream of announcements that its reader may hear; comments keep proxies from closing it. It ends with the request
 * and with the session, which is looked up whenever something was said about it and with every comment: what was
 * opened with a session that is over says nothing more. Looking up is not activity.
 */
export function liveEvents(signal: AbortSignal, actor: PersonActor, { clock = systemClock, keepAliveMs = KEEP_ALIVE_MS }: LiveOptions = {}): Response {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let role: Role = actor.role;
      let isOver = false;
      // Hardly anybody is: for the others nothing has to be looked up when something is announced.
      let hasWalls = true;
      const send = (text: string) => {
        if (!isOver) controller.enqueue(encoder.encode(`${text}\n\n`));
      };
      const tell = ({ topic, id }: Announcement) => send(`data: ${JSON.stringify({ topic, id })}`);
      const about = { topic: 'session', id: actor.id } as const;

      const check = async (isTold: boolean) => {
        const found = await findSession(clock, actor.sessionId);
        const changed = found?.actor.role !== role;
        if (found) role = found.actor.role;
        hasWalls = await isKeptAway(actor);
        // Told before it ends, so that the page asks at once instead of connecting again.
        if (isTold || changed) tell(about);
        if (!found) close();
      };
      const tellUnlessHidden = async (announcement: Announcement) => {
        const { topic, id } = announcement;
        if (topic === 'session' || !AUDIENCES[topic].some((permission) => can(role, permission))) return;
        // A wall that is raised is announced under the id of whom it keeps away, before anything that comes after it.
        if (id === actor.id) hasWalls = true;
        if (id === '' || !hasWalls || !(await isWalledOff(actor, id))) tell(announcement);
      };
      // One after the other, since each look takes a moment: a role that was looked up before must not come in after.
      let last = Promise.resolve();
      const inTurn = (step: () => Promise<void>) => {
        last = last.then(() => (isOver ? undefined : step())).catch((error: unknown) => {
          log.warn({ error: traceOf(error) }, 'live updates cannot look up what may be said');
          close();
        });
      };

      const off = listen((announcement) => {
        if (announcement.topic !== 'session') inTurn(() => tellUnlessHidden(announcement));
        else if (announcement.id === actor.id || announcement.id === '') inTurn(() => check(true));
      });
      const beat = setInterval(() => {
        send(': still here');
        inTurn(() => check(false));
      }, keepAliveMs);
      end = () => {
        isOver = true;
        off();
        clearInterval(beat);
      };
      const close = () => {
        if (isOver) return;
        end();
        controller.close();
      };
      signal.addEventListener('abort', close);
      send('retry: 2000');
      // It may have ended between the first look at it and this one's beginning.
      inTurn(() => check(false));
    },
    cancel: () => end(),
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } });
}
