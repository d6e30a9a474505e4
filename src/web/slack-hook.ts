import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { Clock, Telemetry } from "../core/ports/index.ts";
import type { Secret } from "../core/secret.ts";

/** SlackHook is what Slack's calls to the daemon's own address need to be taken. */
export interface SlackHook {
  /** What Slack signs its calls with; null where no calls are taken. It may change with the configuration. */
  signingSecret(): Secret | null;
  /** Takes what a call tells; returns at once, whatever becomes of it. */
  take(body: unknown): void;
}

/** SLACK_HOOK_PATH is where the Slack app's interactivity and commands are pointed at. */
export const SLACK_HOOK_PATH = "/hooks/slack";

/** A signature is taken for as long; what is older may be a call that somebody has recorded. */
const FRESH_S = 300;
/** Slack's calls are some kilobytes, a message with all its blocks included. */
const LARGEST = 1_000_000;

/**
 * answerSlackHook takes a call by which Slack tells of a press or a command: 200 with nothing, since Slack waits three seconds for it; what is
 * answered to people goes to the call's own address.
 *
 * | hook configured | method | signature and time          | body                    | answer |
 * |---|---|---|---|---|
 * | no | any | any | any | 404, as for any path that there is not |
 * | yes | not POST | any | any | 405 |
 * | yes | POST | any | above 1 MB | 413 |
 * | yes | POST | none, wrong, or more than five minutes off | any | 401 |
 * | yes | POST | right | a payload that is no JSON | 400 |
 * | yes | POST | right | a press, a command, or anything else | 200 |
 */
export async function answerSlackHook(
  context: Context,
  hook: SlackHook,
  { telemetry, clock }: { readonly telemetry: Pick<Telemetry, "count">; readonly clock: Clock },
): Promise<Response> {
  const secret = hook.signingSecret();
  if (secret === null) return context.notFound();
  const outcome = (name: string) => telemetry.count("slack_calls_total", { outcome: name });
  const refuse = (error: string, status: 400 | 401 | 405 | 413, headers = {}) => {
    outcome("refused");
    return context.json({ error }, status, headers);
  };
  const { req } = context;
  if (req.method !== "POST") return refuse("Only POST is taken here.", 405, { allow: "POST" });
  const body = await readBody(context);
  if (body === null) return refuse("The body is too large.", 413);
  const signed = {
    at: req.header("x-slack-request-timestamp") ?? "",
    signature: req.header("x-slack-signature") ?? "",
  };
  if (!isSlacks(body, signed, { secret, now: clock.now() })) {
    return refuse("The signature is missing, wrong or too old.", 401);
  }
  const told = readForm(body);
  if (told === null) return refuse("The payload is no JSON.", 400);
  outcome("taken");
  hook.take(told);
  return context.body(null, 200);
}

/** Before the signature is known to be right, no more is kept of a body than one of Slack's may have. */
async function readBody({ req }: Context): Promise<string | null> {
  if (Number(req.header("content-length") ?? 0) > LARGEST) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of req.raw.body ?? []) {
    size += part.byteLength;
    if (size > LARGEST) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function isSlacks(
  body: string,
  { at, signature }: { readonly at: string; readonly signature: string },
  { secret, now }: { readonly secret: Secret; readonly now: number },
): boolean {
  const fresh = /^\d{1,12}$/.test(at) && Math.abs(now / 1000 - Number(at)) <= FRESH_S;
  const right = createHmac("sha256", secret.reveal()).update(`v0:${at}:${body}`).digest();
  const given = Buffer.from(/^v0=([0-9a-f]{64})$/.exec(signature)?.[1] ?? "", "hex");
  // Of equal length both, so that the time taken tells nothing.
  const same = given.length === right.length && timingSafeEqual(given, right);
  return fresh && same;
}

/** A press comes as JSON in the form's `payload`, a command as the form itself. */
function readForm(body: string): unknown {
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  if (payload === null) return Object.fromEntries(form);
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return null;
  }
}
