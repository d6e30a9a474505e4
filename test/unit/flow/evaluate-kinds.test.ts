import { describe, expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/index.ts";
import type { Rule } from "../../../src/core/rules/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { evaluation, row, rule } from "../../support/evaluation.ts";
import { HOUR, MINUTE, route } from "../../support/routes.ts";

const DAY = 24 * HOUR;
const base = { ...rule("base"), time: "created_at" } as const;
const QUIET: Rule = {
  ...base,
  name: "quiet",
  kind: "absence",
  overMs: DAY,
  rememberMs: 3 * DAY,
  severity: "warning",
};
const NEW_MODEL: Rule = {
  ...base,
  name: "new-model",
  kind: "new_value",
  of: "model",
  rememberMs: 10 * DAY,
  learnMs: DAY,
  severity: "info",
};
const MOVED: Rule = {
  ...base,
  name: "moved",
  kind: "shift",
  overMs: DAY,
  versusMs: 7 * DAY,
  byPpm: 500_000,
  to: "own_key",
  minStreams: 2,
  severity: "warning",
};

/** A daemon with one rule, whose account was read with these rows. */
async function watching(one: Rule, history: readonly Stream[], groupWaitMs = 0) {
  const parts = evaluation({ rules: [one], route: route({ groupWaitMs }) }, createEngine);
  const { clock, start, store, write } = parts;
  await write("acme", history, true);
  let evaluator = start();
  await evaluator.run();
  /** What comes to the outbox when time passes and rows are written, and which transitions are made. */
  const passes = async (ms: number, rows: readonly Stream[] = []) => {
    clock.advance(ms);
    const [messages, moved] = [store.outbox.length, store.transitions.length];
    if (rows.length > 0) await write("acme", rows);
    await evaluator.run();
    return {
      told: store.outbox.slice(messages).map(({ message }) => message),
      reasons: store.transitions.slice(moved).map(({ to, reason }) => `${to}: ${reason}`),
    };
  };
  const restart = () => {
    evaluator = start();
  };
  let rows = 0;
  const at = (fields: Partial<Stream> = {}) => {
    rows++;
    return row(`s${rows}`, { createdAt: clock.now(), ...fields });
  };
  return { ...parts, passes, restart, at };
}

describe("an absence", () => {
  test("is told once time has passed, and resolved by the next row", async () => {
    const { clock, passes } = await watching(QUIET, [
      row("a", { createdAt: Date.UTC(2026, 2, 2, 12) - HOUR }),
    ]);
    const lastAt = clock.now() - HOUR;
    expect((await passes(23 * HOUR - 1)).reasons).toEqual([]);
    const gone = await passes(1);
    expect(gone.reasons).toEqual(["firing: first"]);
    expect(gone.told).toMatchObject([{ notice: "first", firing: [{ lastAt, value: 0 }] }]);
    const back = await passes(HOUR, [row("b", { createdAt: lastAt + 25 * HOUR })]);
    expect(back.reasons).toEqual(["resolved: resolved"]);
    expect(back.told).toMatchObject([{ notice: "resolved", resolved: [{ streams: 1 }] }]);
  });

  test("ends when the group is forgotten, with the reason that there is no data", async () => {
    const { passes } = await watching(QUIET, [
      row("a", { createdAt: Date.UTC(2026, 2, 2, 12) - HOUR }),
    ]);
    await passes(2 * DAY);
    const forgotten = await passes(DAY);
    expect(forgotten.reasons).toEqual(["resolved: no_data"]);
    expect(forgotten.told.flatMap(({ resolved }) => resolved)).toMatchObject([
      { reason: "no_data" },
    ]);
    expect((await passes(DAY)).reasons).toEqual([]);
  });

  test("of history is in the first digest", async () => {
    const { store } = await watching(QUIET, [
      row("a", { createdAt: Date.UTC(2026, 2, 2, 12) - 2 * DAY }),
    ]);
    expect(store.outbox.map(({ message }) => message.notice)).toEqual(["digest"]);
  });
});

describe("a new value", () => {
  const history = [row("a", { createdAt: Date.UTC(2026, 2, 2, 12) - 2 * DAY })];

  test("is told once, whatever becomes of its row, and needs no resolve", async () => {
    const { passes, at, restart } = await watching(NEW_MODEL, history);
    const first = { ...at({ model: "sonnet", neoCredits: 5 }), id: "x" };
    const shown = await passes(MINUTE, [first]);
    expect(shown.reasons).toEqual(["firing: first", "resolved: told"]);
    expect(shown.told).toMatchObject([{ firing: [{ of: "model", stream: { id: "x" } }] }]);
    expect((await passes(MINUTE, [{ ...first, neoCredits: 6 }])).reasons).toEqual([]);
    expect((await passes(MINUTE, [at({ model: "sonnet" })])).reasons).toEqual([]);
    const late = at({ model: "sonnet", createdAt: first.createdAt - HOUR });
    expect((await passes(MINUTE, [late])).reasons).toEqual([]);
    restart();
    expect((await passes(MINUTE, [{ ...first, neoCredits: 7 }])).reasons).toEqual([]);
  });

  test.each([
    ["a moment before its memory is over", 10 * DAY - 1, []],
    ["once its memory is over", 10 * DAY, ["firing: first", "resolved: told"]],
    ["long after", 25 * DAY, ["firing: first", "resolved: told"]],
  ])("that comes back %s", async (_case, wait, reasons) => {
    const { clock, passes, at, restart } = await watching(NEW_MODEL, history);
    const first = at({ model: "sonnet" });
    await passes(0, [first]);
    // Ann is known all the while, by another model.
    for (let day = 1; day <= wait / DAY; day++) {
      expect((await passes(first.createdAt + day * DAY - clock.now() - 1, [at()])).told).toEqual(
        [],
      );
    }
    restart();
    const rest = first.createdAt + wait - clock.now();
    const again = await passes(rest, [
      { ...at({ model: "sonnet" }), createdAt: clock.now() + rest },
    ]);
    expect(again.reasons).toEqual(reasons);
    expect(again.told).toHaveLength(reasons.length / 2);
  });

  test("that is not told yet follows its earliest row, and is one message with others", async () => {
    const { passes, at } = await watching(NEW_MODEL, history, MINUTE);
    const first = at({ model: "sonnet" });
    expect((await passes(0, [first])).reasons).toEqual(["firing: first"]);
    const early = at({ model: "sonnet", createdAt: first.createdAt - HOUR, neoCredits: 9 });
    expect(
      (await passes(1, [early, at({ model: "haiku", createdAt: 1 + first.createdAt })])).reasons,
    ).toEqual(["firing: first"]);
    const { told } = await passes(MINUTE);
    expect(told).toHaveLength(1);
    expect(told[0]?.firing.map(({ ref, value }) => [ref.window, value])).toEqual([
      ["sonnet", 9],
      ["haiku", 1],
    ]);
  });

  test("of history is not told", async () => {
    const { store, passes } = await watching(NEW_MODEL, [
      ...history,
      row("b", { createdAt: Date.UTC(2026, 2, 2, 11), model: "sonnet" }),
    ]);
    await passes(HOUR);
    expect(store.transitions).toEqual([]);
  });
});

describe("a shift", () => {
  test("fires with both shares, goes on in silence while it holds, and ends without streams", async () => {
    const noon = Date.UTC(2026, 2, 2, 12);
    const before = [2, 3, 4].map((days) => row(`b${days}`, { createdAt: noon - days * DAY }));
    const { passes, at } = await watching(MOVED, before);
    const own = ["x", "y"].map((id) => ({ ...at({ byok: true }), id }));
    const fired = await passes(0, own);
    expect(fired.reasons).toEqual(["firing: first"]);
    expect(fired.told).toMatchObject([
      { firing: [{ value: 1_000_000, limit: 500_000, earlier: { share: 0, streams: 3 } }] },
    ]);
    expect(await passes(HOUR)).toEqual({ told: [], reasons: [] });
    expect((await passes(DAY)).reasons).toEqual(["resolved: too_few_streams"]);
  });
});
