import type { Answer, HookRequest } from "./webhook-server.ts";

type Plain = Readonly<Record<string, unknown>>;

/** refusing answers 400 with the first limit that a request breaks, else as the service does when it takes one. */
function refusing(
  limits: (body: Plain, request: HookRequest) => readonly (string | false)[],
  taken: Answer,
): Answer {
  return (request) => {
    const broken = limits(JSON.parse(request.body) as Plain, request).find(Boolean);
    return broken ? { status: 400, body: String(broken) } : taken(request);
  };
}

const length = (value: unknown) => (typeof value === "string" ? value.length : -1);
const within = (name: string, value: unknown, least: number, most: number) =>
  (length(value) < least || length(value) > most) && `${name} has ${length(value)} characters`;

/** pagerduty refuses what PagerDuty's Events API v2 would. */
export const pagerduty = refusing(
  (body, request) => {
    const payload = body["payload"] as Plain;
    const severities = ["critical", "error", "warning", "info"];
    return [
      request.path !== "/v2/enqueue" && "path",
      Buffer.byteLength(request.body) > 512_000 && "larger than 512 kB",
      within("routing_key", body["routing_key"], 32, 32),
      within("dedup_key", body["dedup_key"], 1, 255),
      !["trigger", "acknowledge", "resolve"].includes(String(body["event_action"])) && "action",
      within("summary", payload["summary"], 1, 1_024),
      within("source", payload["source"], 1, 1_024),
      !severities.includes(String(payload["severity"])) && "severity",
      Number.isNaN(Date.parse(String(payload["timestamp"]))) && "timestamp",
    ];
  },
  () => ({ status: 202, body: '{"status":"success","message":"Event processed"}' }),
);

/** opsgenie refuses what Opsgenie's alert API would. */
export const opsgenie = refusing(
  (body, { path, headers }) => {
    const details = Object.entries((body["details"] ?? {}) as Record<string, string>);
    const tags = (body["tags"] ?? []) as readonly string[];
    const key = String(headers.authorization);
    if (path.includes("/close?")) return [within("note", body["note"], 0, 25_000)];
    if (path !== "/v2/alerts") return [!path.endsWith("?identifierType=alias") && "path"];
    return [
      !key.startsWith("GenieKey ") && "key",
      within("message", body["message"], 1, 130),
      within("alias", body["alias"], 1, 512),
      within("description", body["description"], 0, 15_000),
      tags.length > 20 && "tags",
      tags.some((tag) => tag.length > 50) && "tag",
      !/^P[1-5]$/.test(String(body["priority"])) && "priority",
      details.flat().join("").length > 8_000 && "details",
      details.some(([, value]) => typeof value !== "string") && "a detail that is no text",
    ];
  },
  () => ({ status: 202, body: '{"result":"Request will be processed","requestId":"r"}' }),
);

let messages = 10_000;

/** discord refuses what Discord's webhooks would, and tells the id of what it took. */
export const discord = refusing(
  (body) => {
    const embeds = body["embeds"] as readonly Plain[];
    const texts = embeds.flatMap((embed) => {
      const fields = (embed["fields"] ?? []) as readonly Plain[];
      const footer = (embed["footer"] ?? {}) as Plain;
      return [
        ...[embed["title"], embed["description"], footer["text"]],
        ...fields.flatMap((field) => [field["name"], field["value"]]),
      ];
    });
    const total = texts.reduce((sum: number, text) => sum + Math.max(0, length(text)), 0);
    const mentions = (body["allowed_mentions"] as Plain)["parse"] as readonly string[];
    return [
      embeds.length > 10 && "embeds",
      total > 6_000 && `${total} characters in all`,
      mentions.length > 0 && "it may ping",
      ...embeds.flatMap((embed) => {
        const fields = (embed["fields"] ?? []) as readonly Plain[];
        return [
          within("title", embed["title"], 1, 256),
          embed["description"] !== undefined &&
            within("description", embed["description"], 1, 4_096),
          fields.length > 25 && "fields",
          ...fields.map((field) => within("name", field["name"], 1, 256)),
          ...fields.map((field) => within("value", field["value"], 1, 1_024)),
        ];
      }),
    ];
  },
  ({ path, method }) => {
    // Without wait=true Discord answers 204 and nothing more.
    if (method === "POST" && !path.includes("wait=true")) return { status: 204 };
    messages += 1;
    return { status: 200, body: JSON.stringify({ type: 0, id: String(messages), embeds: [] }) };
  },
);

/** teams refuses cards that Teams would not show. */
export const teams = refusing(
  (body, request) => {
    const [attachment] = body["attachments"] as readonly Plain[];
    const card = (attachment?.["content"] ?? {}) as Plain;
    const blocks = card["body"] as readonly { inlines: readonly { text: string }[] }[];
    return [
      Buffer.byteLength(request.body) > 28_000 && "larger than 28 kB",
      body["type"] !== "message" && "type",
      attachment?.["contentType"] !== "application/vnd.microsoft.card.adaptive" && "contentType",
      card["type"] !== "AdaptiveCard" && "card",
      blocks.length === 0 && "empty",
      blocks.some(({ inlines }) => inlines.some(({ text }) => text === "")) && "empty text",
    ];
  },
  () => ({ status: 202 }),
);
