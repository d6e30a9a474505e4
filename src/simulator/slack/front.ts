import { problemOf } from "./limits.ts";
import { draftOf, failed, METHODS, SCOPES, type SlackAnswer } from "./methods.ts";
import type { Workspace } from "./workspace.ts";

/** Door says who is let in: the one token (any unless given), its scopes (all unless given), the webhook's channel. */
export interface Door {
  readonly token?: string;
  readonly scopes?: readonly string[];
  readonly webhookChannel?: string;
}

type Args = Readonly<Record<string, unknown>>;

/** callMethod carries out a Web API call for the bearer of a token. */
export function callMethod(
  workspace: Workspace,
  door: Door,
  call: { readonly method: string; readonly args: Args; readonly bearer: string | undefined },
): SlackAnswer {
  if (!call.bearer) return failed("not_authed");
  if (door.token !== undefined && call.bearer !== door.token) return failed("invalid_auth");
  const run = METHODS[call.method];
  if (!run) return failed("unknown_method");
  const needed = SCOPES[call.method];
  if (needed && door.scopes && !door.scopes.includes(needed)) {
    return { body: { ok: false, error: "missing_scope", needed, provided: door.scopes.join() } };
  }
  return run(workspace, call.args);
}

/** callWebhook posts what an incoming webhook was sent. */
export function callWebhook(workspace: Workspace, door: Door, args: Args): SlackAnswer {
  const problem = problemOf(args);
  if (problem) return failed(problem.error, problem.messages);
  const channel = workspace.channel(door.webhookChannel ?? "neo-budget");
  if (!channel) return failed("channel_not_found");
  const message = workspace.post(channel, draftOf(args, "webhook"));
  return { body: { ok: true }, changed: { message, event: "message" } };
}
