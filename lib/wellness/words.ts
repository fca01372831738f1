import type { Caps, LimitName } from './schema';

const hours = (minutes: number) => {
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [whole > 0 ? `${whole} ${whole === 1 ? 'hour' : 'hours'}` : '', rest > 0 ? `${rest} ${rest === 1 ? 'minute' : 'minutes'}` : ''];
  return parts.filter(Boolean).join(' and ');
};

/** What was reached, that nothing is lost, and that a reason takes one on: shown to the person as it stands. */
export function limitWords(limit: LimitName, caps: Caps): string {
  switch (limit) {
    case 'desk':
      return `That was ${hours(caps.deskMinutes)} at the desk today. Nothing is lost: what you hold stays yours and can be decided without looking. To go on, say why.`;
    case 'unblurred':
      return `That was ${hours(caps.unblurredMinutes)} of unblurred pictures today. Nothing is lost: the facts and the blurred previews stay, and you can decide by them. To look on, say why.`;
    case 'break':
      return `${hours(caps.breakAfterMinutes)} of work. ${hours(caps.breakMinutes)} away from the screen? Nothing is lost: the queue waits, and the break ends by itself. To go on now, say why.`;
    case 'calm':
      return `Your shift ends within ${hours(caps.calmMinutes)}: no more reveals, so that they do not go home with you. Nothing is lost: previews and peeks stay, and the item can wait. To reveal all the same, say why.`;
  }
}
