import { fail } from '@/lib/kernel';
import { liveEvents, route } from '@/lib/web';

/**
 * Server-sent events: which topic changed and which id, never data, and only of what the person may read. Pages then
 * ask for what they may see.
 */
export const GET = route({
  permission: 'session.own',
  run: ({ request, actor }) => Promise.resolve(actor.kind === 'person' ? liveEvents(request.signal, actor) : fail('unauthenticated', 'Sign in to hear what changes.')),
});
