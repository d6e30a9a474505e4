import { describe, expect, it } from "vitest";
import type { Alert } from "../../../src/core/alerts/index.ts";
import { compare, type Findings, type Fired } from "../../../src/flow/index.ts";

function fired(at: number, member: string, window = "", step = "80%"): Fired {
  const ref = { account: "acme", rule: "day", group: { member }, step, window };
  return { at, alert: { ref } as unknown as Alert };
}

const sent = (at: number, rules: readonly string[]) =>
  ({ at, receiver: "channel", rules, group: {} }) as Findings["sent"][number];
const findings = (one: readonly Fired[], told: Findings["sent"] = []): Findings => ({
  fired: one,
  sent: told,
});
const told = ({ at, alert }: Fired) => `${at} ${alert.ref.group["member"]}`;

describe("what a change of rules gains and loses", () => {
  it("is nothing for the same firings and messages", () => {
    const both = findings([fired(1, "x"), fired(2, "y")], [sent(1, ["day"])]);
    const { gained, lost, moved, same } = compare(both, both);
    expect([gained.fired, gained.sent, lost.fired, lost.sent, moved]).toEqual([[], [], [], [], []]);
    expect(same).toBe(2);
  });

  it("is told apart by group, step and time", () => {
    const before = findings([fired(1, "x"), fired(2, "y"), fired(3, "z", "", "80%")]);
    const after = findings([fired(1, "x"), fired(9, "y"), fired(3, "z", "", "100%")]);
    const { gained, lost, same } = compare(before, after);
    expect(gained.fired.map(told)).toEqual(["9 y", "3 z"]);
    expect(lost.fired.map(told)).toEqual(["2 y", "3 z"]);
    expect(same).toBe(1);
  });

  it("is a move where a calendar window's step fires at another time", () => {
    const before = findings([fired(1, "x", "2026-03-01"), fired(5, "x", "2026-03-02")]);
    const after = findings([fired(2, "x", "2026-03-01")]);
    const { gained, lost, moved } = compare(before, after);
    expect(moved.map(({ from, to }) => [told(from), told(to)])).toEqual([["1 x", "2 x"]]);
    expect(gained.fired).toEqual([]);
    expect(lost.fired.map(told)).toEqual(["5 x"]);
  });

  it("counts messages by moment, receiver and what they are about", () => {
    const before = findings([], [sent(1, ["day"]), sent(2, ["day"])]);
    const after = findings([], [sent(1, ["day"]), sent(2, ["day", "errors"])]);
    const { gained, lost } = compare(before, after);
    expect(gained.sent).toEqual([sent(2, ["day", "errors"])]);
    expect(lost.sent).toEqual([sent(2, ["day"])]);
  });
});
