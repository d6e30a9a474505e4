import { failed, type SlackAnswer } from "./answer.ts";
import { problemOf } from "./limits.ts";
import { draftOf, METHODS, SCOPES } from "./methods.ts";
import { PEOPLE_METHODS } from "./people-methods.ts";
import type { Workspace } from "./workspace.ts";

/** Door says who is let in: the bot token (any unless given), its scopes (all unless given), the webhook's channel. */
export interface Door {
  readonly token?: string;
  readonly scopes?: readonly string[];
  /** The app-level token that opens Socket Mode (any unless given). */
  readonly appToken?: string;
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
  if (call.method === "apps.connections.open") return openSocket(door, call.bearer);
  if (door.token !== undefined && call.bearer !== door.token) return failed("invalid_auth");
  const run = METHODS[call.method] ?? PEOPLE_METHODS[call.method];
  if (!run) return failed("unknown_method");
  const needed = SCOPES[call.method];
  if (needed && door.scopes && !door.scopes.includes(needed)) {
    return { body: { ok: false, error: "missing_scope", needed, provided: door.scopes.join() } };
  }
  return run(workspace, call.args);
}

/** Only an app-level token opens a socket; the address of it is put in by the server that listens there. */
function openSocket({ appToken }: Door, bearer: string): SlackAnswer {
  if (!bearer.startsWith("xapp-")) return failed("not_allowed_token_type");
  if (appToken !== undefined && bearer !== appToken) return failed("invalid_auth");
  return { body: { ok: true } };
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
