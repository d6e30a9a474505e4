import type { SlackMessage } from "./workspace.ts";

/** SlackAnswer is the JSON that a method answers with; `changed` is the message it posted or edited. */
export interface SlackAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly changed?: { readonly message: SlackMessage; readonly event: "message" | "update" };
}

/** failed is Slack's way of saying no: HTTP 200, `ok: false` and a word. */
export function failed(error: string, messages: readonly string[] = []): SlackAnswer {
  return {
    body: { ok: false, error, ...(messages.length > 0 && { response_metadata: { messages } }) },
  };
}
