import type { IpFacts } from '@/lib/hotlines';
import { CAPTURE_EVENTS, type CaptureEvent } from '@/lib/hotlines/schema';
import { momentText } from './words';

/** An event that the hotline has no word for is filed as Unknown. */
export function ipCapture({ ip, event, at, port }: IpFacts) {
  const known: CaptureEvent = CAPTURE_EVENTS.find((name) => name === event) ?? 'Unknown';
  return { ipAddress: ip, eventName: known, dateTime: momentText(at), ...(port === null ? {} : { port }) };
}
