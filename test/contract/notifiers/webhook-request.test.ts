import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { NotifierDeps } from "../../../src/notifiers/index.ts";
import { make, WEBHOOK_SECRET } from "./benches.ts";
import { context, failureOf } from "./notifier.case.ts";
import { crowd, hostile, message, SAMPLES } from "./samples.ts";
import { type HookFault, webhookServer } from "./webhook-server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(
  config: object = {},
  faults: readonly HookFault[] = [],
  deps: Partial<NotifierDeps> = {},
) {
  const server = await webhookServer(faults);
  const { notifier } = make("webhook", { url: server.url, ...config }, deps);
  open.push(notifier, server);
  return { server, notifier };
}

describe("a webhook request", () => {
  it("is signed over its timestamp and body", async () => {
    const now = () => 1_773_493_500_000;
    const { server, notifier } = await bench({ secret: WEBHOOK_SECRET }, [], { now });
    await notifier.send(hostile(), context());
    const [got] = server.requests;
    const timestamp = got?.headers["x-neo-budgetd-timestamp"];
    const expected = createHmac("sha256", WEBHOOK_SECRET)
      .update(`${timestamp}.${got?.body}`)
      .digest("hex");
    expect(timestamp).toBe("1773493500000");
    expect(got?.headers["x-neo-budgetd-signature"]).toBe(`sha256=${expected}`);
  });

  it("is not signed without a secret", async () => {
    const { server, notifier } = await bench();
    await notifier.send(message(), context());
    expect(server.requests[0]?.headers).not.toHaveProperty("x-neo-budgetd-signature");
  });

  it("has the same Idempotency-Key on every try of a message, and another for another", async () => {
    const { server, notifier } = await bench({}, [{ status: 503 }]);
    await failureOf(notifier.send(message({ key: "a/1/1" }), context()));
    await notifier.send(message({ key: "a/1/1" }), context());
    await notifier.send(message({ key: "a/1/2\r\nX-Evil: 1" }), context());
    const keys = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual(["a/1/1", "a/1/1", "a/1/2%0D%0AX-Evil%3A%201"]);
  });

  it("tells the first max_alerts alerts and how many it leaves out", async () => {
    const { server, notifier } = await bench({ max_alerts: 3 });
    await notifier.send(crowd(500), context());
    const body = JSON.parse(server.requests[0]?.body ?? "");
    expect(body.alerts).toHaveLength(3);
    expect(body.truncatedAlerts).toBe(497);
    expect(body.commonLabels).toMatchObject({ alertname: "member-month" });
  });

  it("gives exact amounts, whatever is shown elsewhere", async () => {
    const { server, notifier } = await bench();
    const [alert] = message().firing;
    if (!alert) throw new Error("a sample has an alert");
    await notifier.send(message({ firing: [{ ...alert, value: 41_200_000_001 }] }), context());
    const body = JSON.parse(server.requests[0]?.body ?? "");
    expect(body.alerts[0].annotations).toMatchObject({
      value: "41.200000001",
      limit: "40",
      budget: "50",
    });
  });

  it("tells what fires and what is over apart", async () => {
    const { server, notifier } = await bench();
    await notifier.send(SAMPLES["some-resolved"] ?? message(), context());
    const body = JSON.parse(server.requests[0]?.body ?? "");
    expect(body.status).toBe("firing");
    expect(
      body.alerts.map(({ status, endsAt }: { status: string; endsAt: string }) => [status, endsAt]),
    ).toEqual([
      ["firing", "0001-01-01T00:00:00Z"],
      ["resolved", "2026-03-14T13:05:00.000Z"],
    ]);
  });

  it("follows no redirect", async () => {
    const { server, notifier } = await bench({}, [
      { status: 307, headers: { location: "/other" } },
    ]);
    await failureOf(notifier.send(message(), context()));
    expect(server.requests).toHaveLength(1);
  });

  it("reads no more than the start of an answer", async () => {
    const { notifier } = await bench({}, [{ status: 400, body: "x".repeat(5_000_000) }]);
    const error = await failureOf(notifier.send(message(), context()));
    expect(error.message.length).toBeLessThan(400);
  });
});
