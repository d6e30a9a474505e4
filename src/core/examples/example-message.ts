import type { Alert } from "../alerts/index.ts";
import { buildMessage, type Message } from "../message/index.ts";
import { EXAMPLES, type ExampleWorld, exampleAlert } from "./example-alerts.ts";

const DAY_MS = 86_400_000;

/** ExampleDraft is what a made-up message is about and for whom. */
export interface ExampleDraft extends ExampleWorld {
  readonly alerts: readonly Alert[];
  readonly notice: Message["notice"];
  readonly receiver: string;
  readonly key: string;
  readonly timezone: string;
  readonly usdPerCredit: number;
}

/** exampleMessage makes up a message. */
export function exampleMessage(draft: ExampleDraft): Message {
  const { alerts, notice, receiver, key, account, now, timezone, usdPerCredit } = draft;
  return buildMessage(
    {
      ...{ key, notice, receiver, groupKey: key, incident: now },
      groupLabels: { rule: alerts[0]?.ref.rule ?? "" },
      firing: alerts.filter(({ status }) => status !== "resolved"),
      resolved: alerts.filter(({ status }) => status === "resolved"),
      news: alerts.map(({ id }) => id),
    },
    {
      coverage: [{ account, completeTo: now, gaps: 0, settledTo: now - 7 * DAY_MS }],
      ...{ at: now, timezone, usdPerCredit },
    },
  );
}

/** exampleMessages are one message for each kind of alert as it fires and as it ends, and one of several: what a template must cope with. */
export function exampleMessages(
  draft: Omit<ExampleDraft, "alerts" | "notice" | "key">,
): readonly Message[] {
  // A list may be empty, and is no mistake in a template then: here each has something in it.
  const part = { id: "example", title: "example", value: 1, streams: 1 };
  const contributors = { tasks: [part], models: [part], members: [part] };
  const alerts = EXAMPLES.map((name) => ({ ...exampleAlert(name, draft), contributors }));
  const over = alerts.map((alert): Alert => {
    return { ...alert, status: "resolved", reason: "resolved", endsAt: draft.now };
  });
  return [
    ...alerts.map((alert) =>
      exampleMessage({ ...draft, alerts: [alert], notice: "first", key: "example" }),
    ),
    ...over.map((alert) =>
      exampleMessage({ ...draft, alerts: [alert], notice: "resolved", key: "example" }),
    ),
    exampleMessage({
      ...draft,
      alerts: [...alerts.slice(0, 2), ...over.slice(0, 2)],
      ...{ notice: "repeat", key: "example" },
    }),
  ];
}
