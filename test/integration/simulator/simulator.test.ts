import { describe, expect, it } from "vitest";
import { oneStream, type Simulator, type WireRow } from "../../../src/simulator/index.ts";
import {
  getPage,
  getUsage,
  postControl,
  SIMULATED_NOW,
  startSimulator,
} from "../../support/simulator.ts";

async function allPages(simulator: Simulator, query = ""): Promise<WireRow[]> {
  const rows: WireRow[] = [];
  for (let offset = 0; ; offset += 200) {
    const next = await getPage(simulator, `limit=200&offset=${offset}${query}`);
    rows.push(...next.data);
    if (!next.has_more) return rows;
  }
}

describe("GET /api/v1/usage/streams", () => {
  it("gives each row of the truth once over its pages, newest first", async () => {
    const simulator = await startSimulator();
    const rows = await allPages(simulator);
    const times = rows.map((row) => Date.parse(row.created_at));
    expect(new Set(rows.map((row) => row.stream_id))).toEqual(
      new Set(simulator.truth().streams.keys()),
    );
    expect(rows).toHaveLength(simulator.truth().rows);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect((await getPage(simulator, "")).data).toHaveLength(50);
  });

  it.each(["newest", "oldest"] as const)(
    "sorts by time with the %s first where told",
    async (order) => {
      const simulator = await startSimulator({}, { habits: { order } });
      const rows = await allPages(simulator);
      const times = rows.map((row) => Date.parse(row.created_at));
      const sign = order === "newest" ? -1 : 1;
      expect(times).toEqual([...times].sort((a, b) => sign * (a - b)));
      expect(rows).toHaveLength(simulator.truth().rows);
    },
  );

  it("sorts by cost, the dearest first", async () => {
    const simulator = await startSimulator();
    const costs = (await allPages(simulator, "&sort=cost")).map(
      (row) => row.neo_credits ?? row.llm_cost ?? 0,
    );
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
  });

  it("filters by every field, and by several at once", async () => {
    const simulator = await startSimulator();
    const rows = await allPages(simulator);
    const like = rows.find((row) => row.is_byok) ?? rows[0];
    if (!like) throw new Error("the team has no rows");
    const filters: [string, (row: WireRow) => boolean][] = [
      [`stream_id=${like.stream_id}`, (row) => row.stream_id === like.stream_id],
      [`task_id=${like.task_id}`, (row) => row.task_id === like.task_id],
      [`model=${like.model}`, (row) => row.model === like.model],
      [`status=${like.status}`, (row) => row.status === like.status],
      [`email=${like.email}`, (row) => row.email === like.email],
      ["is_byok=true", (row) => row.is_byok],
      ["is_byok=false&status=error", (row) => !row.is_byok && row.status === "error"],
    ];
    for (const [query, keeps] of filters) {
      const found = await allPages(simulator, `&${query}`);
      expect(found.map((row) => row.stream_id)).toEqual(
        rows.filter(keeps).map((row) => row.stream_id),
      );
      expect(found.length).toBeGreaterThan(0);
    }
  });

  it("lets the key in either way and nobody else", async () => {
    const simulator = await startSimulator({}, { apiKey: `neo_sk_${"0".repeat(32)}` });
    const status = async (headers: Record<string, string>) =>
      (await getUsage(simulator, "streams", headers)).status;
    expect(await status({ "x-api-key": simulator.apiKey })).toBe(200);
    expect(await status({ authorization: `Bearer ${simulator.apiKey}` })).toBe(200);
    expect(await status({ authorization: simulator.apiKey })).toBe(401);
    expect(await status({})).toBe(401);
  });

  it("shows a solo user no addresses", async () => {
    const simulator = await startSimulator({}, { viewer: "solo" });
    expect((await getPage(simulator, "")).data.every((row) => !("email" in row))).toBe(true);
  });

  it.each([
    ["limit=0", "limit must be an integer from 1 to 200"],
    ["offset=-1", "offset must be an integer"],
    ["from=2026-11-20", "from must be an ISO 8601 datetime"],
    ["status=running", "status must be one of completed, error"],
    ["stream_id=7", "stream_id must be a UUID"],
    ["sort=model", "sort must be one of created_at, cost"],
  ])("refuses %s in the vendor's words", async (query, message) => {
    const answer = await getUsage(await startSimulator(), `streams?${query}`);
    const body = (await answer.json()) as Record<string, string>;
    expect([answer.status, body["code"], body["kind"]]).toEqual([
      400,
      "invalid_request",
      "invalid request",
    ]);
    expect(body["error"]).toContain(message);
  });

  it("shows a long run only once it has ended", async () => {
    const simulator = await startSimulator({ streamsPerDay: 0, members: 1 });
    const hours = 3 * 3_600_000;
    simulator.play(
      oneStream({ name: "long", member: "lead@acme.io", at: 60_000, executionMs: hours }),
    );
    const count = async () => (await getPage(simulator, "")).total;
    const before = await count();
    await postControl(simulator, "clock", { advance_ms: 60_000 });
    expect(await count()).toBe(before + 1);
    const row = (await getPage(simulator, "")).data.find((each) =>
      each.task_title?.includes("pentest"),
    );
    expect(SIMULATED_NOW - Date.parse(row?.created_at ?? "")).toBeGreaterThan(0.85 * hours);
  });
});

describe("GET /api/v1/usage/summary", () => {
  it("adds up exactly what the streams add up to", async () => {
    const simulator = await startSimulator();
    const answer = await getUsage(simulator, "summary?group_by=day");
    const summary = (await answer.json()) as Record<string, never>;
    const { sums, byMember } = simulator.truth();
    const nano = (credits: number) => Math.round(credits * 1e9);
    expect(nano(summary["total_neo_credits"] ?? 0)).toBe(sums.neoCredits);
    expect(nano(summary["byok"]?.["total_llm_cost"] ?? 0)).toBe(sums.llmCost);
    expect(nano(summary["byok"]?.["total_neo_cost"] ?? 0)).toBe(sums.neoCost);
    const emails = summary["by_email"] as unknown as { email: string; neo_credits: number }[];
    expect(emails.map((each) => each.neo_credits)).toEqual(
      emails.map((each) => each.neo_credits).sort((a, b) => b - a),
    );
    for (const each of emails) {
      expect(nano(each.neo_credits)).toBe(byMember[each.email]?.neoCredits);
    }
  });

  it.each([
    ["day", /^\d{4}-\d{2}-\d{2}$/],
    ["week", /^2026-11-(09|16)$/],
    ["month", /^2026-11-01$/],
  ])("groups by %s", async (grouping, form) => {
    const answer = await getUsage(await startSimulator(), `summary?group_by=${grouping}`);
    const { by_period: periods } = (await answer.json()) as { by_period: { date: string }[] };
    expect(periods.length).toBeGreaterThan(0);
    for (const { date } of periods) expect(date).toMatch(form);
  });
});
