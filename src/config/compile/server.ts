import type { Secret } from "../../core/secret.ts";
import type { Shaped } from "../problems/check-shape.ts";
import type { Report } from "../problems/report.ts";
import type { ServerInput } from "../schema/settings-schema.ts";
import type { ServerSettings } from "../settings.ts";
import type { Path } from "../source/tree.ts";

/** Anyone who reaches the server may guess at the secret, so that it has to be beyond guessing. */
const SHORTEST_SECRET = 16;

/** compileServer checks the daemon's own HTTP server, and that nobody can guess what callers prove themselves with. */
export function compileServer(
  report: Report,
  { value, clean }: Shaped<ServerInput>,
): ServerSettings {
  const { host, port, public_url: publicUrl, api_token: apiToken, task_hook: hook } = value;
  if (apiToken) checkLength(report, ["server", "api_token"], "token", apiToken);
  const server = {
    ...{ host, port },
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(apiToken ? { apiToken } : {}),
  };
  if (!hook) return server;
  const path = ["server", "task_hook"];
  if (!hook.secret) {
    if (clean) report.error(path, "The task hook has no secret; give secret or secret_file");
    return server;
  }
  checkLength(report, [...path, "secret"], "secret", hook.secret);
  return { ...server, taskHook: { secret: hook.secret } };
}

function checkLength(report: Report, path: Path, what: string, secret: Secret): void {
  if (secret.reveal().length >= SHORTEST_SECRET) return;
  report.error(
    path,
    `The ${what} is shorter than ${SHORTEST_SECRET} characters and could be guessed; make one with: openssl rand -hex 32`,
  );
}
