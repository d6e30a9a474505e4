import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { addressOf } from "../../../src/web/auth/request.ts";
import { fromHere, openGate } from "../../support/visits.ts";

const proxy = { header: "x-user", from: ["10.0.0.0/8"], scopes: ["read"] } as const;

describe("where a request comes from", () => {
  test.each([
    ["is the other end of the connection", "203.0.113.7", undefined, "203.0.113.7"],
    ["is not what others than the proxy say", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
    ["is whom the proxy names", "10.0.0.2", "198.51.100.1", "198.51.100.1"],
    [
      "is the last that no proxy of ours is",
      "10.0.0.2",
      "1.1.1.1, 198.51.100.1, 10.0.0.3",
      "198.51.100.1",
    ],
    ["is the proxy where it names nobody", "10.0.0.2", undefined, "10.0.0.2"],
    ["is the proxy where it names proxies alone", "10.0.0.2", "10.0.0.3,", "10.0.0.2"],
  ])("%s", async (_, peer, forwardedFor, expected) => {
    const gate = openGate({ proxy: () => proxy });
    const app = new Hono().get("/", (context) => context.text(addressOf(context, gate)));
    const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
    const answer = await fromHere(app, peer).request("/", { headers });
    expect(await answer.text()).toBe(expected);
  });
});
