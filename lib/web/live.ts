import { listen } from '@/lib/db';

const KEEP_ALIVE_MS = 20_000;

/** A stream of announcements that ends with the request; comments keep proxies from closing it. */
export function liveEvents(signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('retry: 2000\n\n'));
      const off = listen(({ topic, id }) => controller.enqueue(encoder.encode(`data: ${JSON.stringify({ topic, id })}\n\n`)));
      const beat = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), KEEP_ALIVE_MS);
      let isOver = false;
      stop = () => {
        if (isOver) return;
        isOver = true;
        off();
        clearInterval(beat);
      };
      signal.addEventListener('abort', () => {
        if (isOver) return;
        stop();
        controller.close();
      });
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } });
}
