// Preloaded into each of the launcher's processes: a launcher that is killed without warning cannot end them, but the
// channel to it closes, and that does.
const end = () => process.kill(process.pid, 'SIGTERM');

// Closed already: the launcher was killed while this process was still starting.
if (process.connected) process.on('disconnect', end);
else end();
process.channel?.unref();
