import { beforeEach, expect, it } from "vitest";
import type { Actor, Acts } from "../../../src/core/ports/index.ts";
import type { Acknowledgement, StoredSilence } from "../../../src/core/quiet/index.ts";
import { NOON } from "./samples.ts";

const HOUR = 3_600_000;
const ANA: Actor = { name: "Ana «ops»", via: "slack" };
const BOB: Actor = { name: "token bob", via: "api" };

const silence = (id: string, fields: Partial<StoredSilence> = {}): StoredSilence => ({
  id,
  matchers: [
    { label: "severity", operator: "!=", value: 'a "b" \\ c' },
    { label: "member", operator: "=~", value: ".*@acme\\.io" },
  ],
  startsAt: NOON,
  endsAt: NOON + HOUR,
  author: "Ana",
  comment: "known; nothing to do",
  updatedAt: NOON,
  ...fields,
});
const taken = (alertId: string, fields: Partial<Acknowledgement> = {}): Acknowledgement => ({
  ...{ alertId, startsAt: NOON - HOUR, at: NOON, by: "Ana", value: 41.25, severity: "warning" },
  ...fields,
});

/** actsContract is what every keeper of people's acts does; `open` gives an empty one. */
export function actsContract(open: () => Promise<Acts>): void {
  let acts: Acts;
  beforeEach(async () => {
    acts = await open();
  });

  it("holds nothing at first", async () => {
    expect(await acts.held(NOON)).toEqual({ silences: [], acknowledgements: [] });
    expect(await acts.silences()).toEqual([]);
    expect(await acts.records(10)).toEqual([]);
  });

  it("gives back a silence as it was put, with who did it, and holds it until it ends", async () => {
    await acts.putSilence(silence("a"), ANA);
    expect((await acts.held(NOON - HOUR)).silences).toEqual([silence("a")]);
    expect((await acts.held(NOON + HOUR - 1)).silences).toEqual([silence("a")]);
    expect((await acts.held(NOON + HOUR)).silences).toEqual([]);
    expect(await acts.silences()).toEqual([silence("a")]);
    expect(await acts.records(10)).toEqual([
      {
        ...{ at: NOON, by: ANA, act: "silenced", target: "a" },
        detail:
          'severity!="a \\"b\\" \\\\ c", member=~".*@acme\\\\.io" until 2026-03-02T13:00:00+00:00: known; nothing to do',
      },
    ]);
  });

  it("changes the silence that has the same id, and lists the newest first", async () => {
    await acts.putSilence(silence("a"), ANA);
    await acts.putSilence(silence("b", { updatedAt: NOON + 1 }), ANA);
    const longer = silence("a", { endsAt: NOON + 2 * HOUR, updatedAt: NOON + 2 });
    await acts.putSilence(longer, BOB);
    expect((await acts.silences()).map(({ id }) => id)).toEqual(["a", "b"]);
    expect((await acts.silences())[0]).toEqual(longer);
    expect((await acts.records(1))[0]).toMatchObject({ by: BOB, at: NOON + 2, target: "a" });
  });

  it("ends a silence now, once, and one that had not begun, too", async () => {
    await acts.putSilence(silence("a"), ANA);
    await acts.putSilence(silence("later", { startsAt: NOON + 9, endsAt: NOON + HOUR }), ANA);
    expect(await acts.expireSilence("a", BOB, NOON + 5)).toBe(true);
    expect(await acts.expireSilence("a", BOB, NOON + 6)).toBe(false);
    expect(await acts.expireSilence("later", BOB, NOON + 5)).toBe(true);
    expect(await acts.expireSilence("none", BOB, NOON)).toBe(false);
    expect((await acts.held(NOON + 5)).silences).toEqual([]);
    const ended = { endsAt: NOON + 5, updatedAt: NOON + 5 };
    expect(new Set(await acts.silences())).toEqual(
      new Set([silence("a", ended), silence("later", { startsAt: NOON + 5, ...ended })]),
    );
    expect(await acts.records(1, "a")).toMatchObject([
      { act: "silence_expired", by: BOB, at: NOON + 5 },
    ]);
  });

  it("keeps an acknowledgement of an alert, the newest of several, until it is taken back", async () => {
    await acts.acknowledge([taken("a"), taken("b", { assignee: "Bob", comment: "looking" })], ANA);
    await acts.acknowledge([taken("a", { at: NOON + 1, by: "token bob" })], BOB);
    const { acknowledgements } = await acts.held(NOON);
    expect(new Set(acknowledgements)).toEqual(
      new Set([
        taken("a", { at: NOON + 1, by: "token bob" }),
        taken("b", { assignee: "Bob", comment: "looking" }),
      ]),
    );
    await acts.unacknowledge(["a", "none"], ANA, NOON + 2);
    expect((await acts.held(NOON)).acknowledgements.map(({ alertId }) => alertId)).toEqual(["b"]);
    const told = (await acts.records(10)).map(({ act, target, detail }) => [act, target, detail]);
    expect(told).toEqual([
      ["unacknowledged", "a", ""],
      ["acknowledged", "a", ""],
      ["acknowledged", "b", "for Bob: looking"],
      ["acknowledged", "a", ""],
    ]);
    expect(await acts.records(10, "b")).toHaveLength(1);
  });

  it("takes nothing from nobody", async () => {
    await acts.acknowledge([], ANA);
    await acts.unacknowledge([], ANA, NOON);
    expect(await acts.records(10)).toEqual([]);
  });

  it("forgets the silences that ended before a moment, and no others", async () => {
    await acts.putSilence(silence("old", { endsAt: NOON + 1 }), ANA);
    await acts.putSilence(silence("new", { endsAt: NOON + 2 }), ANA);
    await acts.forget(NOON + 2);
    expect((await acts.silences()).map(({ id }) => id)).toEqual(["new"]);
  });

  it("stores texts that a database cannot hold with a replacement", async () => {
    await acts.putSilence(silence("a", { comment: "\0" }), { name: "\ud83d", via: "web" });
    await acts.acknowledge([taken("a", { comment: "\0" })], ANA);
    expect(await acts.records(10)).toHaveLength(2);
  });
}
