import type { Log } from "../../../core/ports/index.ts";

/** Slack's own address for answers; where the Web API is another (tests, proxies), answers go to that host. */
const SLACK_HOST = "hooks.slack.com";
const TIMEOUT_MS = 10_000;

/** Reply is what whoever pressed or typed is answered, and nobody else sees. */
export interface Reply {
  readonly text: string;
  readonly blocks?: readonly unknown[];
}

/**
 * respond answers at a gesture's own address, which Slack takes for half an hour. That somebody was not answered is for the log: what
 * they asked for is done by then.
 */
export async function respond(
  responseUrl: string,
  reply: Reply,
  parts: { readonly apiUrl: string | undefined; readonly log: Log },
): Promise<void> {
  if (!isSlacks(responseUrl, parts.apiUrl)) {
    parts.log.warn("An answer to somebody in Slack was not sent: its address is not Slack's", {});
    return;
  }
  try {
    const answer = await fetch(responseUrl, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ response_type: "ephemeral", replace_original: false, ...reply }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  } catch (error) {
    // Nothing of the address is told: whoever has it may answer in our name.
    const reason = error instanceof Error ? error.message : String(error);
    parts.log.warn("Slack did not take an answer to somebody's press or command", { reason });
  }
}

/** isSlacks tells whether answers may go to an address: only to where the app's calls go, too. */
export function isSlacks(responseUrl: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(responseUrl)) return false;
  const url = new URL(responseUrl);
  if (apiUrl !== undefined) return url.origin === new URL(apiUrl).origin;
  return url.protocol === "https:" && url.host === SLACK_HOST;
}
