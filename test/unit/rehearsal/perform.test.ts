import { describe, expect, it } from "vitest";
import { perform } from "../../../src/rehearsal/perform.ts";
import { RULE, ruleTests } from "../../support/rule-tests.ts";

const START = Date.UTC(2026, 2, 2, 9);
const MINUTE = 60_000;

/** Plays the only test of a file; returns when each message was made and each alert changed, in minutes after the start. */
async function play(body: string, head = RULE) {
  const file = ruleTests(`${head}tests:\n  - name: a\n    start: 2026-03-02T09:00\n${body}`);
  const [test] = file.tests;
  if (!test) throw new Error("no test");
  const after = (at: number) => (at - START) / MINUTE;
  const looks: number[] = [];
  let messages: number[] = [];
  let changes: (string | number)[][] = [];
  await perform(test, file, async ({ at }, { store }) => {
    looks.push(after(at));
    messages = store.outbox.map(({ createdAt }) => after(createdAt));
    changes = store.transitions.map((one) => [after(one.at), one.to, one.reason]);
  });
  return { looks, messages, changes };
}
const LOOK = (at: string) => `    expect: [{ at: ${at}, alerts: {} }]\n`;

describe("the clock of a rehearsal", () => {
  it("stops at the very moment at which a row is seen, and at which its group speaks", async () => {
    const rows = "    rows: [{ at: 2026-03-02T09:10:07, member: a@x, neo_credits: 5, ran: 13s }]\n";
    const { messages, changes } = await play(rows + LOOK("+1h"));
    expect(changes).toEqual([[10 + 20 / 60, "firing", "first"]]);
    expect(messages).toEqual([10 + 50 / 60]);
  });

  it("says what still fires again after repeat_interval, to the moment", async () => {
    const rows = "    rows: [{ at: +10m, member: a@x, neo_credits: 5 }]\n";
    const { messages } = await play(rows + LOOK("+9h"));
    expect(messages).toEqual([10.5, 250.5, 490.5]);
  });

  it("ticks every `evaluate_every` where nothing else happens", async () => {
    const head =
      "evaluate_every: 4m\nrules: [{ name: few, threshold: { metric: streams, over: 10m, below: 1 }, no_data: zero, on_load: fire }]\n";
    const rows = "    rows: [{ at: +1m }, { at: +2m }]\n";
    const plain = head.replace(", no_data: zero", "").replace("below: 1", "above: 1");
    const { changes } = await play(rows + LOOK("+1h"), plain);
    // Two streams at 2 min; the first of them is out of the window at 11 min, seen by the tick at 12 min.
    expect(changes.map(([at, to]) => [at, to])).toEqual([
      [2, "firing"],
      [12, "resolved"],
    ]);
  });

  it("looks in order of time, after what happens at the same moment", async () => {
    const rows = "    rows: [{ at: +10m, member: a@x, neo_credits: 5 }]\n";
    const expects = "    expect: [{ at: +20m, alerts: {} }, { at: +10m, alerts: {} }]\n";
    const { looks } = await play(rows + expects);
    expect(looks).toEqual([10, 20]);
  });

  it("evaluates nothing while the daemon is down, and everything when it is back", async () => {
    const rows =
      "    rows: [{ at: +10m, member: a@x, neo_credits: 5 }, { at: +30m, member: b@x, neo_credits: 5 }]\n";
    const restart = "    restart: [{ at: +10m, down: 15m }, +26m, { at: +30m, down: 1m }]\n";
    const { changes, messages } = await play(rows + restart + LOOK("+1h"));
    expect(changes.map(([at, to]) => [at, to])).toEqual([
      [25, "firing"],
      [31, "firing"],
    ]);
    expect(messages).toEqual([25.5, 31]);
  });

  it("takes rows seen before the start as the history of the first evaluation", async () => {
    const rows = "    rows: [{ at: -1d, member: a@x, neo_credits: 5 }]\n";
    const { changes } = await play(rows + LOOK("+1m"));
    expect(changes).toEqual([[0, "firing", "baseline"]]);
  });
});
