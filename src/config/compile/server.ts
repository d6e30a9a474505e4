import { isLoopback } from "../../core/loopback.ts";
import type { Secret } from "../../core/secret.ts";
import { type KnownToken, scopesOf, type TrustedProxy } from "../../core/visitor.ts";
import type { Shaped } from "../problems/check-shape.ts";
import type { Report } from "../problems/report.ts";
import type { ServerInput } from "../schema/server.ts";
import type { ServerSettings } from "../settings.ts";
import type { Path } from "../source/tree.ts";

/** Anyone who reaches the server may guess at the secret, so that it has to be beyond guessing. */
const SHORTEST_SECRET = 16;

/** compileServer checks the daemon's own HTTP server: who may use it, and that nobody can guess what callers prove themselves with. */
export function compileServer(
  report: Report,
  { value, clean }: Shaped<ServerInput>,
): ServerSettings {
  const { host, port, public_url: publicUrl, task_hook: hook } = value;
  const tokens = compileTokens(report, value.tokens ?? []);
  const proxy = value.trusted_proxy;
  if (clean && tokens.length === 0 && !proxy) checkReach(report, value);
  const server = {
    ...{ host, port, tokens },
    ...(proxy ? { trustedProxy: compileProxy(proxy) } : {}),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
  if (!hook) return server;
  const path = ["server", "task_hook"];
  if (!hook.secret) {
    if (clean) report.error(path, "The task hook has no secret; give secret or secret_file");
    return server;
  }
  checkLength(report, [...path, "secret"], hook.secret);
  return { ...server, taskHook: { secret: hook.secret } };
}

/** Without a way to log in only this machine may be able to reach the server. */
function checkReach(report: Report, { host, public_url: publicUrl }: ServerInput): void {
  if (!isLoopback(host)) {
    report.error(
      ["server", "host"],
      `The server listens on ${host}, where others reach it, and nobody has to log in; add "tokens" (neo-budgetd token NAME makes one) or "trusted_proxy", or listen on 127.0.0.1`,
    );
  } else if (publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname)) {
    report.warn(
      ["server", "public_url"],
      'Readers who follow a link there are refused: only this machine may use the pages; add "tokens" (neo-budgetd token NAME makes one) or "trusted_proxy"',
    );
  }
}

function compileTokens(
  report: Report,
  tokens: NonNullable<ServerInput["tokens"]>,
): readonly KnownToken[] {
  const compiled = tokens.map(({ name, sha256, scopes }) => ({
    ...{ name, sha256, scopes: scopesOf(scopes) },
  }));
  for (const [index, { name, sha256 }] of compiled.entries()) {
    const before = compiled.slice(0, index);
    const path = ["server", "tokens", index];
    if (before.some((one) => one.name === name))
      report.error([...path, "name"], `There is another token named "${name}"; give each its own`);
    if (before.some((one) => one.sha256.reveal() === sha256.reveal()))
      report.error([...path, "sha256"], "This is another token's; make one for each");
  }
  return compiled;
}

function compileProxy({
  header,
  from,
  scopes,
}: NonNullable<ServerInput["trusted_proxy"]>): TrustedProxy {
  return { header: header.toLowerCase(), from, scopes: scopesOf(scopes) };
}

function checkLength(report: Report, path: Path, secret: Secret): void {
  if (secret.reveal().length >= SHORTEST_SECRET) return;
  report.error(
    path,
    `The secret is shorter than ${SHORTEST_SECRET} characters and could be guessed; make one with: openssl rand -hex 32`,
  );
}
