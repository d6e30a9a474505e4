import { describe, expect, test } from "vitest";
import { manualClock } from "../../support/clock.ts";
import { type NeoReply, wireRow } from "../../support/neo-server.ts";
import { failureOf, neoBench, QUERY } from "../../support/neo-server-bench.ts";

const bench = neoBench();

describe("a page", () => {
  test("is asked for by window, offset and creation time, and read into streams", async () => {
    bench.server.rows = [
      wireRow(),
      wireRow({ stream_id: "second", created_at: "2026-03-01T23:59:59.999Z" }),
      wireRow({ stream_id: "third", created_at: "2026-03-02T23:59:59.999Z" }),
    ];
    const page = await bench.client().page({ ...QUERY, limit: 1 });
    expect(page).toMatchObject({ total: 2, hasMore: true, unreadable: [] });
    expect(page.streams.map((stream) => stream.id)).toEqual([wireRow().stream_id]);
    expect(bench.server.requests[0]).toMatchObject({
      path: "/api/v1/usage/streams",
      query: {
        from: "2026-03-02T00:00:00.000Z",
        to: "2026-03-03T00:00:00.000Z",
        limit: "1",
        offset: "0",
        sort: "created_at",
      },
    });
    expect(bench.telemetry.counted("api_requests_total", { account: "acme", outcome: "ok" })).toBe(
      1,
    );
    expect(
      bench.telemetry.durations("api_request_duration_seconds", { account: "acme" }),
    ).toHaveLength(1);
  });

  test("never asks for more than the API gives", async () => {
    await bench.client().page({ ...QUERY, limit: 1000 });
    expect(bench.server.requests[0]?.query["limit"]).toBe("200");
  });

  test("goes to base_url's own path behind a gateway", async () => {
    await bench.client({ baseUrl: `${bench.server.url}/neo/` }).page(QUERY);
    expect(bench.server.requests[0]?.path).toBe("/neo/api/v1/usage/streams");
  });

  test("keeps the readable rows beside unreadable ones, which are named by their place", async () => {
    const data = [wireRow(), { ...wireRow(), step_count: null, stream_id: "broken" }, "row"];
    bench.server.script({ json: { data, total: 9, has_more: true } });
    const page = await bench.client().page({ ...QUERY, offset: 6 });
    expect(page.streams).toHaveLength(1);
    expect(page.total).toBe(9);
    expect(page.unreadable).toEqual([
      expect.stringMatching(/^row 7: step_count: .*\(stream_id broken\)$/),
      expect.stringMatching(/^row 8: is a string, no object$/),
    ]);
  });

  test("an absent has_more is worked out, an unknown field of the page reported once", async () => {
    const body = { data: [wireRow()], total: 2, cursor: "x" };
    bench.server.script({ json: body }, { json: body });
    const api = bench.client();
    expect((await api.page(QUERY)).hasMore).toBe(true);
    expect((await api.page({ ...QUERY, offset: 1 })).hasMore).toBe(false);
    expect(bench.log.lines.map((line) => line.fields["field"])).toEqual(["cursor", "has_more"]);
  });

  test("is read although it begins with a byte order mark", async () => {
    bench.server.script({
      text: `\uFEFF${JSON.stringify({ data: [], total: 0, has_more: false })}`,
    });
    expect((await bench.client().page(QUERY)).total).toBe(0);
  });

  test("comes over kept connections, not a new one each", async () => {
    const api = bench.client();
    for (let i = 0; i < 10; i += 1) await api.page(QUERY);
    expect(new Set(bench.server.requests.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
  });
});

describe("Retry-After", () => {
  const limited = (retryAfter: string, status = 429): NeoReply => ({
    status,
    headers: { "retry-after": retryAfter },
    json: { error: "slow down" },
  });

  test("longer than the client's patience is thrown at once with the wait", async () => {
    bench.server.script(limited("120"));
    const error = await failureOf(bench.client().page(QUERY));
    expect(error).toMatchObject({ failure: "rate_limited", retryAfterMs: 120_000 });
    expect(error.message).toContain("asks to wait 120 s");
    expect(bench.server.requests).toHaveLength(1);
  });

  test("as an HTTP date counts from the client's clock", async () => {
    const clock = manualClock(Date.UTC(2026, 2, 2, 12));
    bench.server.script(limited("Mon, 02 Mar 2026 12:05:00 GMT"));
    const error = await failureOf(bench.client({ clock }).page(QUERY));
    expect(error.retryAfterMs).toBe(300_000);
  });

  test.each([429, 503])("of %d is waited out when short", async (status) => {
    bench.server.rows = [wireRow()];
    bench.server.script(limited("0.05", status));
    const started = performance.now();
    expect((await bench.client().page(QUERY)).streams).toHaveLength(1);
    expect(performance.now() - started).toBeGreaterThanOrEqual(45);
  });
});

describe("an abort", () => {
  test("ends a request that is on its way, with the abort's own reason", async () => {
    const stop = new AbortController();
    const reason = new Error("the daemon stops");
    bench.server.script({ trouble: "silence" });
    const arrived = bench.server.nextRequest();
    const call = bench.client().page(QUERY, stop.signal);
    await arrived;
    stop.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(bench.server.requests).toHaveLength(1);
    expect(bench.telemetry.counted("api_requests_total", { outcome: "aborted" })).toBe(1);
  });

  test("before the call asks nothing", async () => {
    await expect(
      bench.client().page(QUERY, AbortSignal.abort(new Error("stopped"))),
    ).rejects.toThrow("stopped");
    expect(bench.server.requests).toHaveLength(0);
  });
});
