import type { Context } from "hono";
import { personOf, type SlackStandIn } from "../slack/index.ts";

/** YOU is who presses on the page. */
export const YOU = personOf("you@acme.io", "You");

/** The newest answers to who pressed; older ones nobody needs any more. */
const SHOWN = 2;

/**
 * pressAsked presses a button for the reader of the page: 204 once the app has said that it learnt of it. It takes JSON only, which no other
 * site that the browser has open can send here.
 */
export async function pressAsked(
  context: Context,
  slack: Pick<SlackStandIn, "messages" | "app">,
): Promise<Response> {
  if (!context.req.header("content-type")?.startsWith("application/json")) {
    return context.json({ error: "Presses come as JSON." }, 415);
  }
  const asked = await context.req.json<Record<string, unknown>>().catch(() => null);
  const message = slack
    .messages()
    .find(({ channel, ts }) => channel === asked?.["channel"] && ts === asked["ts"]);
  if (!message) return context.json({ error: "There is no such message." }, 404);
  try {
    await slack.app.press({ message, button: String(asked?.["action"]), by: YOU });
    return context.body(null, 204);
  } catch (error) {
    return context.json({ error: (error as Error).message }, 503);
  }
}

/** answersIn lists what the app answered to the reader of the page in a channel. */
export function answersIn(app: SlackStandIn["app"], channel: string): readonly string[] {
  return app
    .responses()
    .filter((one) => one.user === YOU.id && one.channel === channel)
    .slice(-SHOWN)
    .map(({ text }) => text);
}
