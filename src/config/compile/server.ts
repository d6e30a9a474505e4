import type { Shaped } from "../problems/check-shape.ts";
import type { Report } from "../problems/report.ts";
import type { ServerInput } from "../schema/settings-schema.ts";
import type { ServerSettings } from "../settings.ts";

/** Anyone who reaches the server may guess at the secret, so that it has to be beyond guessing. */
const SHORTEST_SECRET = 16;

/** compileServer checks the daemon's own HTTP server, and that calls to it cannot be forged. */
export function compileServer(
  report: Report,
  { value: { host, port, task_hook: hook }, clean }: Shaped<ServerInput>,
): ServerSettings {
  if (!hook) return { host, port };
  const path = ["server", "task_hook"];
  if (!hook.secret) {
    if (clean) report.error(path, "The task hook has no secret; give secret or secret_file");
    return { host, port };
  }
  if (hook.secret.reveal().length < SHORTEST_SECRET) {
    report.error(
      [...path, "secret"],
      `The secret is shorter than ${SHORTEST_SECRET} characters and could be guessed; make one with: openssl rand -hex 32`,
    );
  }
  return { host, port, taskHook: { secret: hook.secret } };
}
