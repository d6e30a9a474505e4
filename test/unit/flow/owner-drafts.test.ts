import { describe, expect, test } from "vitest";
import type { Message } from "../../../src/core/message/index.ts";
import { ownerDrafts } from "../../../src/flow/evaluate/owner-drafts.ts";
import { noAccess, of, resolvedOf } from "../../contract/notifiers/sample-alerts.ts";
import { message } from "../../contract/notifiers/samples.ts";

const dana = of("dana@acme.io", 56.1, "100%");
const kim = of("kim@acme.io", 43.9);
const nobody = of("(unknown)", 70);

function split(changes: Partial<Message>, toOwner: "only" | "or_fallback" = "only") {
  const whole = message({ key: "k/lane", ...changes });
  const draft = { key: whole.key, lane: "lane", message: whole, createdAt: whole.at };
  return ownerDrafts(draft, toOwner, whole);
}
const told = (drafts: ReturnType<typeof split>) =>
  drafts.map(({ message: { notice, status, firing, resolved } }) => ({
    ...{ notice, status },
    firing: firing.map(({ labels }) => labels["member"]),
    resolved: resolved.map(({ labels }) => labels["member"]),
  }));
const first = { notice: "first", status: "firing", resolved: [] };

describe("a message for owners", () => {
  test("is split, so that each is told of their own alerts alone", () => {
    const drafts = split({ firing: [dana, kim, { ...dana, id: "other" }] });
    expect(told(drafts)).toEqual([
      { ...first, firing: ["dana@acme.io", "dana@acme.io"] },
      { ...first, firing: ["kim@acme.io"] },
    ]);
    for (const { message: own } of drafts) {
      const [name] = own.firing.map(({ labels }) => labels["member"]);
      expect(own.commonLabels["member"]).toBe(name);
      const other = name === "dana@acme.io" ? "kim@acme.io" : "dana@acme.io";
      expect(JSON.stringify(own)).not.toContain(other);
    }
  });

  test("has an incident and a key of its own for each, the same whoever else is in the message", () => {
    const [both, alone] = [split({ firing: [dana, kim] }), split({ firing: [dana] })];
    const ids = ({ key, message: own }: (typeof both)[number]) => [key, own.key, own.groupKey];
    expect(ids(both[0] as never)).toEqual(ids(alone[0] as never));
    expect(new Set(both.flatMap(ids)).size).toBe(4);
  });

  test("is not sent to those of whom it has no news", () => {
    const drafts = split({ notice: "new_members", firing: [dana, kim], news: [kim.id] });
    expect(told(drafts)).toEqual([{ ...first, notice: "new_members", firing: ["kim@acme.io"] }]);
  });

  test("that repeats goes to everybody of whom something fires", () => {
    expect(split({ notice: "repeat", firing: [dana, kim], news: [] })).toHaveLength(2);
  });

  test("tells those that it is over whose own alerts are, though others' still fire", () => {
    const over = resolvedOf(kim);
    const drafts = split({
      ...{ notice: "some_resolved", firing: [dana], resolved: [over], news: [over.id] },
    });
    expect(told(drafts)).toEqual([
      { notice: "resolved", status: "resolved", firing: [], resolved: ["kim@acme.io"] },
    ]);
  });

  test("keeps its picture for whom it is of", () => {
    const chart = { kind: "budget", alert: dana.id } as never;
    const drafts = split({ firing: [dana, kim], chart });
    expect(drafts.map(({ message: own }) => own.chart !== undefined)).toEqual([true, false]);
  });

  test("about nobody is left to the integration, but for the daemon's own troubles where it has no place for them", () => {
    expect(told(split({ firing: [nobody] }))).toEqual([{ ...first, firing: ["(unknown)"] }]);
    expect(split({ firing: [noAccess] })).toEqual([]);
    expect(split({ firing: [noAccess] }, "or_fallback")).toHaveLength(1);
  });
});
