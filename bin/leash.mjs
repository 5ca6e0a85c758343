// Loaded into every process that `quayside start` runs: when the launcher is gone, however it went, so are they.
// A process that one of these forks is loaded with it too, and waits for that one's messages: it is left alone.
if (process.connected && process.env.QUAYSIDE_LAUNCHER === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // Listening for that must not keep a process alive that has nothing else to do.
  process.channel?.unref()
}
