// Preloaded into each of the launcher's processes: a launcher that is killed without warning cannot end them, but the
// channel to it closes, and that does.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
