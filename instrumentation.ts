/**
 * Called once when a server starts, before it answers: a deployment that lacks a setting says so now, not at somebody's
 * first click, and from the first request on the server tells where each comes from.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { config } = await import('@/lib/kernel');
  const { checkRouting } = await import('@/lib/reporting');
  const { stampPeers } = await import('@/lib/web');
  try {
    config();
    checkRouting();
    stampPeers();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
