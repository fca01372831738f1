const LOOK_EVERY_MS = 250;

/**
 * Calls back when the shell that npm puts between itself and us is gone. npm passes a signal to that shell, which dies
 * of it without passing it on: its end is then our signal. Started without npm, we may outlive whoever started us.
 */
export function onParentGone(callback: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
}
