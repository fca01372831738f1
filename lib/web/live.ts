import { type Announcement, type Topic, listen } from '@/lib/db';
import { findSession } from '@/lib/access';
import { type Permission, can } from '@/lib/access/schema';
import { type Clock, type PersonActor, type Role, log, systemClock, traceOf } from '@/lib/kernel';

const KEEP_ALIVE_MS = 20_000;

/** Who may hear of what: whoever may read it. `session` is told to the person alone whose it is. */
const AUDIENCES: Record<Exclude<Topic, 'session'>, readonly Permission[]> = {
  queue: ['queue.read'],
  case: ['case.read'],
  report: ['report.read'],
  audit: ['audit.read'],
  access: ['people.read', 'alert.read', 'break_glass.read'],
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
      const send = (text: string) => {
        if (!isOver) controller.enqueue(encoder.encode(`${text}\n\n`));
      };
      const tell = ({ topic, id }: Announcement) => send(`data: ${JSON.stringify({ topic, id })}`);
      const about = { topic: 'session', id: actor.id } as const;

      const check = async (isTold: boolean) => {
        const found = await findSession(clock, actor.sessionId);
        const changed = found?.actor.role !== role;
        if (found) role = found.actor.role;
        // Told before it ends, so that the page asks at once instead of connecting again.
        if (isTold || changed) tell(about);
        if (!found) close();
      };
      const checkOrEnd = (isTold: boolean) => {
        check(isTold).catch((error: unknown) => {
          log.warn({ error: traceOf(error) }, 'live updates cannot look up their session');
          close();
        });
      };

      const off = listen((announcement) => {
        const { topic, id } = announcement;
        if (topic === 'session') {
          if (id === actor.id || id === '') checkOrEnd(true);
        } else if (AUDIENCES[topic].some((permission) => can(role, permission))) tell(announcement);
      });
      const beat = setInterval(() => {
        send(': still here');
        checkOrEnd(false);
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
      checkOrEnd(false);
    },
    cancel: () => end(),
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } });
}
