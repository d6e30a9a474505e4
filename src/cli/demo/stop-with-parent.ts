/**
 * Loaded into the demo's daemon before its own code: the daemon's standard input is a pipe that the demo holds
 * open, and when that ends, however the demo ended, the daemon is told to stop. Else a demo that was killed
 * would leave a daemon behind which holds the data folder.
 */
process.stdin.on("error", () => {});
process.stdin.once("close", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
(process.stdin as typeof process.stdin & { unref?: () => void }).unref?.();
