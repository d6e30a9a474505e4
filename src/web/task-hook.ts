import type { Context } from "hono";
import type { Telemetry } from "../core/ports/index.ts";
import type { Secret } from "../core/secret.ts";
import { bearerOf, isSameHash, sha256 } from "./auth/hash.ts";

/** TaskHook is what a call of Neo's that a task is complete needs to be taken. */
export interface TaskHook {
  /** What callers prove themselves with; null where no calls are taken. It may change with the configuration. */
  secret(): Secret | null;
  knows(account: string): boolean;
  /** Has an account polled soon; returns at once, whatever becomes of it. */
  callIn(account: string): void;
}

/** TASK_HOOK_PATH is where Neo's team webhook is pointed at. */
export const TASK_HOOK_PATH = "/hooks/neo/:account";

/**
 * answerTaskHook takes a call that a task is complete: 204, and the account is polled. The body is not read: what the
 * task cost comes with the poll. Nothing about accounts is told to anybody without the secret.
 *
 * | hook configured | method | secret | account | answer |
 * |---|---|---|---|---|
 * | no | any | any | any | 404, as for any path that there is not |
 * | yes | not POST | any | any | 405 |
 * | yes | POST | none or wrong | any | 401 |
 * | yes | POST | right | unknown | 404 |
 * | yes | POST | right | known | 204 |
 */
export function answerTaskHook(
  context: Context,
  hook: TaskHook,
  telemetry: Pick<Telemetry, "count">,
): Response | Promise<Response> {
  const secret = hook.secret();
  if (secret === null) return context.notFound();
  const outcome = (name: string) => telemetry.count("task_calls_total", { outcome: name });
  if (context.req.method !== "POST") {
    outcome("refused");
    return context.json({ error: "Only POST is taken here." }, 405, { allow: "POST" });
  }
  const given = bearerOf(context.req.header("authorization")) ?? "";
  if (!isSameHash(sha256(given), sha256(secret.reveal()))) {
    outcome("refused");
    const error = "The Bearer secret is missing or wrong.";
    return context.json({ error }, 401, { "www-authenticate": "Bearer" });
  }
  const account = context.req.param("account") ?? "";
  if (!hook.knows(account)) {
    outcome("unknown");
    return context.json({ error: "There is no such account." }, 404);
  }
  outcome("taken");
  hook.callIn(account);
  return context.body(null, 204);
}
