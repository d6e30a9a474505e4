import { beforeEach, expect, it } from "vitest";
import type { Transition } from "../../../src/core/alerts/index.ts";
import { StaleEvaluation } from "../../../src/core/errors.ts";
import type { AlertStore } from "../../../src/core/ports/index.ts";
import type { Suppression } from "../../../src/core/quiet/index.ts";
import { alert, draft, group, NOON, save } from "./samples.ts";

const fired = (alertId: string, at = NOON): Transition => ({
  alertId,
  at,
  from: "inactive",
  to: "firing",
  reason: "first",
  value: 340_000,
  limit: 200_000.5,
});

/** alertStoreContract is what every store of alerts does; `open` gives an empty one. */
export function alertStoreContract(open: () => Promise<AlertStore>): void {
  let store: AlertStore;
  beforeEach(async () => {
    store = await open();
  });

  it("starts with nothing", async () => {
    expect(await store.load()).toEqual({
      version: 0,
      tick: null,
      seq: 0,
      alerts: [],
      groups: [],
      baselined: [],
      suppressions: [],
    });
    expect(await store.version()).toBe(0);
  });

  it("gives back what an evaluation saved", async () => {
    const alerts = [alert("a"), alert("b", { status: "pending", startsAt: null })];
    const groups = [group("g1"), group("g2", { dueAt: null })];
    await store.save(save(0, { alerts, groups, baselined: ["acme"], seq: 41 }));
    expect(await store.load()).toEqual({
      version: 1,
      tick: NOON,
      seq: 41,
      alerts,
      groups,
      baselined: ["acme"],
      suppressions: [],
    });
    expect(await store.version()).toBe(1);
  });

  it("refuses an evaluation that started from an older state, whole", async () => {
    await store.save(save(0, { alerts: [alert("a")] }));
    const late = save(0, { alerts: [alert("b")], transitions: [fired("b")], baselined: ["beta"] });
    await expect(store.save(late)).rejects.toThrow(StaleEvaluation);
    expect(await store.load()).toMatchObject({ version: 1, alerts: [{ id: "a" }], baselined: [] });
    expect(await store.history("b")).toEqual([]);
  });

  it("lets one of two evaluations from the same state through", async () => {
    const both = await Promise.allSettled([store.save(save(0)), store.save(save(0))]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await store.version()).toBe(1);
  });

  it("gives all alerts that are not inactive, and remembers the inactive ones", async () => {
    const resolved = alert("b", { status: "resolved", reason: "resolved", endsAt: NOON });
    await store.save(save(0, { alerts: [alert("a"), resolved] }));
    await store.save(save(1, { alerts: [alert("a", { status: "inactive", reason: "told" })] }));
    expect((await store.load()).alerts).toEqual([resolved]);
    const { window } = resolved;
    expect(await store.known(["a", "b", "c"])).toEqual(
      new Map([
        ["a", window],
        ["b", window],
      ]),
    );
    expect(await store.known([])).toEqual(new Map());
  });

  it("gives back whatever a kind of rule compares with", async () => {
    const alerts = [
      alert("anomaly", { baseline: { median: 2.5, windows: 9, mad: 0, scoreMilli: null } }),
      alert("burn_rate", {
        burn: {
          fast: { ms: 1, value: 2 },
          slow: { ms: 3, value: 4 },
          plan: 5,
          spent: 6,
          exhaustedInMs: null,
        },
      }),
      alert("budget", {
        forecast: { p10: 1, p50: 2, p90: 3, errorPpm: null, days: 4, until: NOON },
      }),
      alert("absence", { lastAt: NOON }),
      alert("new_value", { of: "tool" }),
      alert("shift", { earlier: { share: 333_333, streams: 3 } }),
    ];
    await store.save(save(0, { alerts }));
    const byId = new Map((await store.load()).alerts.map((one) => [one.id, one]));
    expect(byId).toEqual(new Map(alerts.map((one) => [one.id, one])));
  });

  it("keeps every transition, oldest first", async () => {
    await store.save(save(0, { transitions: [fired("a"), fired("b")] }));
    const over: Transition = {
      ...fired("a", NOON + 1),
      from: "firing",
      to: "resolved",
      reason: "resolved",
    };
    await store.save(save(1, { transitions: [over] }));
    expect(await store.history("a")).toEqual([fired("a"), over]);
  });

  it("deletes the groups that have nothing left to say, and changes the others", async () => {
    await store.save(save(0, { groups: [group("g1"), group("g2")] }));
    const changed = group("g2", { sequence: 1, toldFiring: ["a"] });
    await store.save(save(1, { groups: [changed], removedGroups: ["g1"] }));
    expect((await store.load()).groups).toEqual([changed]);
  });

  it("adds what was evaluated for the first time to what was before", async () => {
    await store.save(save(0, { baselined: ["b"] }));
    await store.save(save(1, { baselined: ["a", "b"] }));
    expect([...(await store.load()).baselined].sort()).toEqual(["a", "b"]);
  });

  it("keeps suppressions with their end, and starts from those that last", async () => {
    const kept: Suppression = {
      ...{ alertId: "a", receiver: "channel", reason: "silenced", source: "s1" },
      ...{ since: NOON, until: null },
    };
    const other: Suppression = {
      ...kept,
      receiver: "finance",
      reason: "mute_time",
      since: NOON + 1,
    };
    await store.save(save(0, { suppressions: [kept, other] }));
    expect((await store.load()).suppressions).toEqual([kept, other]);
    const over = { ...kept, until: NOON + 2 };
    const next: Suppression = { ...kept, reason: "acknowledged", source: "Ana", since: NOON + 2 };
    await store.save(save(1, { suppressions: [over, next] }));
    expect((await store.load()).suppressions).toEqual([other, next]);
    expect(await store.suppressions("a")).toEqual([over, other, next]);
    expect(await store.suppressions("b")).toEqual([]);
  });

  it("stores texts that a database cannot hold with a replacement", async () => {
    const odd = alert("a", { summary: "nul \0, half \ud83d" });
    await store.save(save(0, { alerts: [odd], outbox: [draft("k", "lane", { title: "\0" })] }));
    expect((await store.load()).alerts).toHaveLength(1);
  });
}
