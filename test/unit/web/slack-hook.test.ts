import { createHmac } from "node:crypto";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import { answerSlackHook, SLACK_HOOK_PATH } from "../../../src/web/slack-hook.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const PRESS = { type: "block_actions", user: { id: "U1" } };
const BODY = new URLSearchParams({ payload: JSON.stringify(PRESS) }).toString();

/** The address alone, with the clock at a moment; `told` is what was taken. */
function hookWith(secret: Secret | null = new Secret(SECRET)) {
  const told: unknown[] = [];
  const telemetry = memoryTelemetry();
  const clock = manualClock();
  const app = new Hono();
  const hook = { signingSecret: () => secret, take: (body: unknown) => void told.push(body) };
  app.all(SLACK_HOOK_PATH, (context) => answerSlackHook(context, hook, { telemetry, clock }));
  const seconds = Math.floor(clock.now() / 1000);
  const call = async (body: string, init: RequestInit = {}) => {
    const signed = { headers: signedWith(body, seconds), method: "POST", body };
    const response = await app.request(SLACK_HOOK_PATH, { ...signed, ...init });
    return { status: response.status, body: await response.text(), headers: response.headers };
  };
  return { call, told, telemetry, seconds };
}

function signedWith(body: string, at: number | string, secret = SECRET): Record<string, string> {
  const hash = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${hash}` };
}

describe("a call of Slack's", () => {
  it("that is signed is taken and answered with nothing", async () => {
    const { call, told, telemetry } = hookWith();
    expect(await call(BODY)).toMatchObject({ status: 200, body: "" });
    expect(await call("command=%2Fneo-budget&text=status&user_id=U1")).toMatchObject({
      status: 200,
    });
    expect(told).toEqual([PRESS, { command: "/neo-budget", text: "status", user_id: "U1" }]);
    expect(telemetry.counted("slack_calls_total", { outcome: "taken" })).toBe(2);
  });

  it("has the signature that Slack documents", async () => {
    // The worked example of Slack's page "Verifying requests from Slack".
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    expect(signedWith(body, 1_531_420_618)["x-slack-signature"]).toBe(
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    );
  });

  it.each<[string, (seconds: number) => Record<string, string>]>([
    ["no signature", () => ({})],
    ["another secret's", (at) => signedWith(BODY, at, "another-secret")],
    ["another body's", (at) => signedWith(`${BODY}&x=1`, at)],
    ["another moment's", (at) => ({ ...signedWith(BODY, at), ...stamp(at + 1) })],
    ["no time", (at) => ({ "x-slack-signature": signedWith(BODY, at)["x-slack-signature"] ?? "" })],
    ["a part of it", (at) => cut(signedWith(BODY, at), 66)],
    ["another version", (at) => version(signedWith(BODY, at))],
    ["one of six minutes ago", (at) => signedWith(BODY, at - 360)],
    ["one of six minutes ahead", (at) => signedWith(BODY, at + 360)],
    ["a time that is no number", () => signedWith(BODY, "now")],
  ])("with %s is refused", async (_, headers) => {
    const { call, told, telemetry, seconds } = hookWith();
    const answer = await call(BODY, { headers: headers(seconds) });
    expect(answer).toMatchObject({
      status: 401,
      body: '{"error":"The signature is missing, wrong or too old."}',
    });
    expect(told).toEqual([]);
    expect(telemetry.counted("slack_calls_total", { outcome: "refused" })).toBe(1);
  });

  it("is taken while it is less than five minutes old", async () => {
    const { call, told, seconds } = hookWith();
    for (const at of [seconds - 299, seconds + 299]) {
      expect(await call(BODY, { headers: signedWith(BODY, at) })).toMatchObject({ status: 200 });
    }
    expect(told).toHaveLength(2);
  });

  it("by another method is refused before anything is compared", async () => {
    const { call } = hookWith();
    const answer = await call(BODY, { method: "PUT", headers: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST");
  });

  it("with a body that none of Slack's could be is refused", async () => {
    const { call, told, seconds } = hookWith();
    expect(await call("x".repeat(1_000_001))).toMatchObject({ status: 413 });
    const broken = "payload=%7B";
    const headers = signedWith(broken, seconds);
    expect(await call(broken, { headers })).toMatchObject({ status: 400 });
    expect(told).toEqual([]);
  });

  it("finds no such address where no signing secret is configured", async () => {
    expect(await hookWith(null).call(BODY)).toMatchObject({ status: 404 });
  });
});

const stamp = (at: number) => ({ "x-slack-request-timestamp": String(at) });

function cut(headers: Record<string, string>, length: number) {
  return { ...headers, "x-slack-signature": headers["x-slack-signature"]?.slice(0, length) ?? "" };
}

function version(headers: Record<string, string>) {
  return {
    ...headers,
    "x-slack-signature": headers["x-slack-signature"]?.replace("v0", "v1") ?? "",
  };
}
