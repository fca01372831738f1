import { type Box, type BoxOptions, type Received, act, conclude, meet, openBox, reportIn } from './box';
import { type Ending, play } from './play';
import type { Reply } from './reply';

/** A sandbox without a network, for what files thousands of reports in a moment. */
export interface InMemorySandbox extends Box {
  /** A call and how it ended for the caller, who waits `latencyMs` by a clock of its own; of credentials nothing is asked. */
  answer(received: Received): Ending & { readonly latencyMs: number };
}

export function inMemorySandbox(options: Omit<BoxOptions, 'lines'>): InMemorySandbox {
  const box = openBox(options);
  return {
    ...box,
    answer(received) {
      const watched = box.calls.begin(received.call);
      const { fault, latencyMs } = meet(box, watched, reportIn(received), received.call === 'submit' ? received.xml : undefined);
      let reply: Reply | undefined;
      const ending = play(fault, () => (reply = act(box, received)));
      conclude(watched, ending, reply);
      // Nobody holds a line open here: who waits for an answer in vain gives up.
      if (ending.kind === 'hang') watched.end('caller gone');
      return { ...ending, latencyMs };
    },
  };
}
