import { systemClock } from '@/lib/kernel';
import { health } from '@/lib/oversight';
import { jsonResponse } from '@/lib/web';

export const dynamic = 'force-dynamic';

/** 200 when reports can be made and filed, 503 with what is down otherwise. Open to all: it names no data. */
export async function GET(): Promise<Response> {
  const found = await health(systemClock);
  return jsonResponse(found, found.status === 'up' ? 200 : 503);
}
