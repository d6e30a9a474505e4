import { describe, expect, it } from "vitest";
import { type Fault, oneStream, truthAt } from "../../../src/simulator/index.ts";
import {
  getPage,
  getUsage,
  postControl,
  SIMULATED_NOW,
  startSimulator,
} from "../../support/simulator.ts";

describe("faults on the wire", () => {
  const spoilt = (fault: Fault, more = {}) =>
    startSimulator({}, { faults: { script: [{ fault, times: 1 }], ...more } });

  it.each([
    ["seconds", /^7$/],
    ["date", /^Fri, 20 Nov 2026 14:05:37 GMT$/],
  ] as const)("asks to wait after a 429, written in %s", async (retryAfterAs, form) => {
    const simulator = await spoilt("429", { retryAfter: 7, retryAfterAs });
    const answer = await getUsage(simulator, "streams");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([
      429,
      expect.stringMatching(form),
    ]);
    expect((await getUsage(simulator, "streams")).status).toBe(200);
  });

  it.each(["401", "403", "500"] as const)("answers %s once", async (fault) => {
    const simulator = await spoilt(fault);
    expect((await getUsage(simulator, "streams")).status).toBe(Number(fault));
    expect((await getUsage(simulator, "streams")).status).toBe(200);
  });

  it("cuts the connection, and cuts answers short in both ways", async () => {
    const script: { fault: Fault; times: number }[] = [
      { fault: "reset", times: 1 },
      { fault: "truncated", times: 2 },
    ];
    const simulator = await startSimulator({}, { faults: { script } });
    await expect(getUsage(simulator, "streams")).rejects.toThrow("fetch failed");
    const whole = await getUsage(simulator, "streams");
    await expect(whole.json()).rejects.toThrow(SyntaxError);
    const torn = await getUsage(simulator, "streams");
    await expect(torn.text()).rejects.toThrow("terminated");
  });

  it("answers with a page for people, as a success and as a 502", async () => {
    const simulator = await startSimulator(
      {},
      { faults: { script: [{ fault: "html", times: 2 }] } },
    );
    const answers = [await getUsage(simulator, "streams"), await getUsage(simulator, "streams")];
    expect(answers.map(({ status }) => status)).toEqual([200, 502]);
    for (const answer of answers) expect(await answer.text()).toMatch(/^<!doctype html>/);
  });

  it("repeats a row in place of another, so that the total shows the gap", async () => {
    const simulator = await spoilt("repeated");
    const { data, total } = await getPage(simulator, "limit=200");
    expect(new Set(data.map((row) => row.stream_id)).size).toBe(data.length - 1);
    expect(total).toBe(simulator.truth().rows);
  });

  it("is one off with its total", async () => {
    const simulator = await spoilt("total");
    expect((await getPage(simulator, "")).total).toBe(simulator.truth().rows - 1);
  });

  it("lets a row in between the pages, which moves every later row by one", async () => {
    const simulator = await spoilt("inserted");
    const first = await getPage(simulator, "limit=100");
    const second = await getPage(simulator, "limit=100&offset=100");
    expect(second.total).toBe(first.total + 1);
    expect(second.data[0]?.stream_id).toBe(first.data[99]?.stream_id);
  });

  it("shuffles the order anew for each request", async () => {
    const simulator = await startSimulator({}, { faults: { rates: { shuffled: 1 } } });
    const ids = async () =>
      (await getPage(simulator, "limit=200")).data.map((row) => row.stream_id);
    expect(await ids()).not.toEqual(await ids());
    expect(new Set(await ids()).size).toBe(200);
  });
});

describe("/simulator/", () => {
  it("says what can be turned", async () => {
    const simulator = await startSimulator();
    const state = await (await fetch(`${simulator.url}/simulator/`)).json();
    expect(state).toMatchObject({ seed: 7, now: "2026-11-20T14:05:30.000Z", requests: 0 });
    expect(Object.keys((state as { endpoints: object }).endpoints)).toHaveLength(4);
  });

  it("tells the exact truth of a moment, each stream if asked", async () => {
    const simulator = await startSimulator();
    const at = "2026-11-19T00:00:00Z";
    const answer = await fetch(`${simulator.url}/simulator/truth?at=${at}&streams=1`);
    const body = (await answer.json()) as { rows: number; sums: object; streams: object };
    const expected = truthAt(simulator.team, Date.parse(at));
    expect([body.rows, body.sums]).toEqual([expected.rows, expected.sums]);
    expect(Object.keys(body.streams)).toHaveLength(expected.rows);
  });

  it("turns faults on and off", async () => {
    const simulator = await startSimulator();
    await postControl(simulator, "faults", { rates: { "500": 1 } });
    expect((await getUsage(simulator, "streams")).status).toBe(500);
    await postControl(simulator, "faults", {});
    expect((await getUsage(simulator, "streams")).status).toBe(200);
    expect(await postControl(simulator, "faults", { rates: { "418": 1 } })).toMatchObject({
      code: "invalid_request",
    });
  });

  it("holds the time and lets it run on from there", async () => {
    let time = SIMULATED_NOW;
    const simulator = await startSimulator({}, { clock: { now: () => time } });
    await postControl(simulator, "clock", { hold: true });
    time += 60_000;
    expect(simulator.clock.now()).toBe(SIMULATED_NOW);
    await postControl(simulator, "clock", { run: true });
    time += 5_000;
    expect(simulator.clock.now()).toBe(SIMULATED_NOW + 5_000);
  });

  it("plays an incident that it is sent", async () => {
    const simulator = await startSimulator();
    const before = (await getPage(simulator, "")).total;
    const incident = oneStream({ name: "sent", member: "new@acme.io", at: -1_000 });
    await postControl(simulator, "incidents", incident);
    const after = await getPage(simulator, "email=new@acme.io");
    expect(after.data[0]).toMatchObject({ email: "new@acme.io", neo_credits: 0.05 });
    expect((await getPage(simulator, "")).total).toBe(before + 1);
  });

  it("says so where there is nothing", async () => {
    const simulator = await startSimulator();
    const answer = await fetch(`${simulator.url}/simulator/nothing`);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      expect.objectContaining({ code: "not_exists" }),
    ]);
  });
});
