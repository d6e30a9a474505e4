import { afterEach, describe, expect, it } from "vitest";
import { httpBench } from "./http-bench.ts";
import { context, failureOf } from "./notifier.case.ts";
import { message, SAMPLES } from "./samples.ts";
import { DISCORD, OPSGENIE, PAGERDUTY, TEAMS } from "./services.ts";
import type { HookRequest } from "./webhook-server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(...args: Parameters<typeof httpBench>) {
  const made = await httpBench(...args);
  open.push(made);
  return made;
}

const sample = (name: string) => {
  const found = SAMPLES[name];
  if (!found) throw new Error(`there is no sample ${name}`);
  return found;
};
const bodies = (requests: readonly HookRequest[]) => requests.map(({ body }) => JSON.parse(body));

describe("an incident in PagerDuty", () => {
  it("has one key from its first message to its end, whatever is sent twice", async () => {
    const { notifier, server } = await bench(PAGERDUTY);
    for (const name of ["first", "step-up", "some-resolved", "resolved"]) {
      await notifier.send(sample(name), context());
    }
    await notifier.send(sample("resolved"), context({ unsure: true }));
    const all = bodies(server.requests);
    expect(all.map((body) => body.event_action)).toEqual([
      ...["trigger", "trigger", "trigger", "resolve", "resolve"],
    ]);
    expect(new Set(all.map((body) => body.dedup_key)).size).toBe(1);
  });

  it("has another key than the group's next incident, and than other groups'", async () => {
    const { notifier, server } = await bench(PAGERDUTY);
    await notifier.send(message(), context());
    await notifier.send(message({ incident: 2 }), context());
    await notifier.send(message({ groupKey: "another" }), context());
    expect(new Set(bodies(server.requests).map((body) => body.dedup_key)).size).toBe(3);
  });

  it("is as severe as its worst alert", async () => {
    const { notifier, server } = await bench(PAGERDUTY);
    await notifier.send(sample("step-up"), context());
    expect(bodies(server.requests)[0].payload).toMatchObject({ severity: "critical" });
  });

  it("waits as long as ratelimit-reset says where there is no Retry-After", async () => {
    const limited = { status: 429, headers: { "ratelimit-reset": "31" } };
    const { notifier } = await bench(PAGERDUTY, [limited]);
    const error = await failureOf(notifier.send(message(), context()));
    expect(error.retryAfterMs).toBe(31_000);
  });
});

describe("an incident in Opsgenie", () => {
  it("is created, brought up to date and closed by one alias", async () => {
    const { notifier, server } = await bench(OPSGENIE);
    const { ref } = await notifier.send(sample("first"), context());
    await notifier.send(sample("step-up"), context({ thread: ref }));
    await notifier.send(sample("resolved"), context({ thread: ref }));
    const alias = ref?.["alias"];
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /v2/alerts",
      "POST /v2/alerts",
      `PUT /v2/alerts/${alias}/message?identifierType=alias`,
      `PUT /v2/alerts/${alias}/description?identifierType=alias`,
      `PUT /v2/alerts/${alias}/priority?identifierType=alias`,
      `POST /v2/alerts/${alias}/close?identifierType=alias`,
    ]);
    expect(bodies(server.requests).map(({ priority }) => priority)).toEqual([
      ...["P3", "P1", undefined, undefined, "P1", undefined],
    ]);
    expect(bodies(server.requests)[1].alias).toBe(alias);
  });

  it("keeps the doubt of an earlier try where a later one fails", async () => {
    const { notifier } = await bench(OPSGENIE, [{ status: 500 }]);
    const error = await failureOf(notifier.send(message(), context({ unsure: true })));
    expect(error).toMatchObject({ reason: "unavailable", unsure: true });
  });
});

describe("an incident in Discord", () => {
  it("is one message that is edited, and its news in the channel", async () => {
    const { notifier, server } = await bench(DISCORD);
    const { ref } = await notifier.send(sample("first"), context());
    const later = await notifier.send(sample("resolved"), context({ thread: ref }));
    expect(later.ref).toEqual(ref);
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /hooks/very-secret-path?wait=true",
      `PATCH /hooks/very-secret-path/messages/${ref?.["message"]}`,
      "POST /hooks/very-secret-path?wait=true",
    ]);
    const [, edited, news] = bodies(server.requests);
    expect(edited.embeds[0].color).toBe(0x12b76a);
    expect(news.embeds[0].title).toMatch(/^Resolved/);
  });

  it("is posted anew where its message is gone", async () => {
    const gone = { status: 404, body: '{"code":10008,"message":"Unknown Message"}' };
    const { notifier, server } = await bench(DISCORD, [gone]);
    const old = { message: "1" };
    const { ref } = await notifier.send(sample("step-up"), context({ thread: old }));
    expect(ref).not.toEqual(old);
    expect(bodies(server.requests)[1].embeds[0].fields).toBeDefined();
  });

  it("does not edit another group's message for a test", async () => {
    const { notifier, server } = await bench(DISCORD);
    await notifier.send(sample("test"), context({ thread: { message: "1" } }));
    expect(server.requests.map(({ method }) => method)).toEqual(["POST"]);
  });

  it("goes on where Discord tells no id", async () => {
    const { notifier } = await bench(DISCORD, [{ status: 200, body: "<html>proxy</html>" }]);
    expect(await notifier.send(message(), context())).toEqual({ ref: null, found: false });
  });
});

describe.each([
  ["Discord", DISCORD],
  ["Microsoft Teams", TEAMS],
] as const)("a message to %s", (_name, service) => {
  it("is marked where an earlier try may have arrived, and only there", async () => {
    const { notifier, server } = await bench(service);
    await notifier.send(message(), context());
    await notifier.send(message(), context({ unsure: true }));
    const marked = server.requests.map(({ body }) => body.includes("(may be a repeat)"));
    expect(marked).toEqual([false, true]);
  });
});

describe("a message to Microsoft Teams", () => {
  it("failed where the answer is 200 and says that Teams refused", async () => {
    const body =
      "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429";
    const { notifier } = await bench(TEAMS, [{ status: 200, body }]);
    const error = await failureOf(notifier.send(message(), context()));
    expect(error).toMatchObject({ reason: "rate_limited", retryable: true });
  });
});
