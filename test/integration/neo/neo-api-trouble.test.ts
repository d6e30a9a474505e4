import { describe, expect, test } from "vitest";
import { type NeoReply, startNeoServer, wireRow } from "../../support/neo-server.ts";
import { FAST, failureOf, neoBench, QUERY } from "../../support/neo-server-bench.ts";

const bench = neoBench();

describe("an answer that is no page", () => {
  const api = {
    error: "bad",
    code: "invalid_request",
    message: "invalid request: bad",
    error_id: "e-7",
  };

  test.each([
    [
      401,
      "unauthorized",
      /account "acme": .* does not accept its api_key .*HTTP 401, .*Create a new one/,
    ],
    [403, "forbidden", /may not read usage \(HTTP 403, .*admin, or by a user who is in no team/],
    [
      400,
      "rejected",
      /refused the request \(HTTP 400, invalid_request, invalid request: bad, error_id e-7\)/,
    ],
    [404, "rejected", /HTTP 404.*Check the account's base_url, now http:\/\/127/],
    [301, "rejected", /HTTP 301.*base_url/],
    [204, "rejected", /HTTP 204/],
    [429, "rate_limited", /limits the rate.*poll_every/],
    [408, "unavailable", /HTTP 408/],
    [500, "unavailable", /HTTP 500/],
    [502, "unavailable", /HTTP 502/],
    [503, "unavailable", /HTTP 503/],
  ] as const)("%d is %s and says what to do", async (status, failure, message) => {
    const reply = status === 204 ? { status, text: "" } : { status, json: api };
    bench.server.script(reply, reply, reply, reply);
    const error = await failureOf(bench.client().page(QUERY));
    expect(error.failure).toBe(failure);
    expect(error.message).toMatch(message);
    const again = failure === "rate_limited" || failure === "unavailable";
    expect(bench.server.requests).toHaveLength(again ? 4 : 1);
    expect(bench.telemetry.counted("api_requests_total", { outcome: failure })).toBe(again ? 4 : 1);
  });

  test("an HTML page of a proxy is quoted in short", async () => {
    const text = `<html>\n<h1>Bad gateway</h1>${"x".repeat(100_000)}</html>`;
    bench.server.script(...Array.from({ length: 4 }, () => ({ status: 502, text })));
    const error = await failureOf(bench.client().page(QUERY));
    expect(error.message).toContain("<html> <h1>Bad gateway</h1>xxx");
    expect(error.message.length).toBeLessThan(400);
  });

  test.each([
    ["HTML", "<html>login</html>", /is no JSON, or was cut short; it begins with: <html>login/],
    ["nothing", "", /it is empty/],
    ["a cut page", '{"data": [{"stream_id": "a"', /cut short/],
    ["a list", "[]", /is no JSON object/],
    ["null", "null", /is no JSON object/],
    ["no data", '{"total":0,"has_more":false}', /has no list `data`/],
    ["data that is no list", '{"data":{},"total":0}', /has no list `data`/],
    ["no total", '{"data":[],"has_more":false}', /has no count `total`/],
    ["half a total", '{"data":[],"total":1.5}', /has no count `total`/],
    ["a negative total", '{"data":[],"total":-1}', /has no count `total`/],
  ])("a 200 with %s is malformed, after it was tried again", async (_, text, message) => {
    bench.server.script({ text }, { text }, { text }, { text });
    const error = await failureOf(bench.client().page(QUERY));
    expect(error.failure).toBe("malformed");
    expect(error.message).toMatch(message);
    expect(error.message).toContain("no proxy answers in its place");
    expect(bench.server.requests).toHaveLength(4);
  });

  test("a body past 64 MB is not read to its end", async () => {
    const text = "[".repeat(65 * 1024 * 1024);
    bench.server.script({ text });
    const error = await failureOf(bench.client({ retry: { tries: 1 } }).page(QUERY));
    expect(error.failure).toBe("malformed");
    expect(error.message).toContain("larger than");
  });
});

describe("trouble that passes", () => {
  test.each<[string, NeoReply]>([
    ["a reset", { trouble: "reset" }],
    ["half a body", { trouble: "half" }],
    ["a page of a proxy", { text: "<html>" }],
    ["a server error", { status: 500, json: { error: "x" } }],
    ["a rate limit", { status: 429, headers: { "retry-after": "0" }, json: { error: "x" } }],
    ["a timeout of the gateway", { status: 504, text: "" }],
  ])("is not noticed: %s, twice", async (_, reply) => {
    bench.server.rows = [wireRow()];
    bench.server.script(reply, reply);
    expect((await bench.client().page(QUERY)).streams).toHaveLength(1);
    expect(bench.server.requests).toHaveLength(3);
  });

  test("a server that drips is cut off in time, and asked again", async () => {
    bench.server.rows = [wireRow()];
    bench.server.script({ trouble: "drip" });
    const page = await bench.client({ timeoutMs: 150 }).page(QUERY);
    expect(page.streams).toHaveLength(1);
    expect(bench.telemetry.counted("api_requests_total", { outcome: "timeout" })).toBe(1);
  });

  test.each(["drip", "silence"] as const)(
    "a server given to %s ends as a timeout",
    async (trouble) => {
      bench.server.script({ trouble }, { trouble });
      const error = await failureOf(
        bench.client({ timeoutMs: 100, retry: { ...FAST, tries: 2 } }).page(QUERY),
      );
      expect(error.failure).toBe("timeout");
      expect(error.message).toMatch(/no complete answer in time.*longer timeout/);
    },
  );

  test("nobody listening is unavailable, with the address", async () => {
    await bench.server.close();
    const error = await failureOf(bench.client().page(QUERY));
    expect(error.failure).toBe("unavailable");
    expect(error.message).toMatch(/http:\/\/127\.0\.0\.1:\d+ cannot be reached.*ECONNREFUSED/);
    bench.server = await startNeoServer();
  });
});
