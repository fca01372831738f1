import { liveEvents, route } from '@/lib/web';

/** Server-sent events: which topic changed and which id, never data. Pages then ask for what they may see. */
export const GET = route({ permission: 'session.own', run: ({ request }) => Promise.resolve(liveEvents(request.signal)) });
