import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import {
  type Acknowledgement,
  createQuiet,
  hasWorsened,
  type InhibitRule,
  nothingQuiet,
  type QuietGrounds,
  suppressionOf,
} from "../../../../src/core/quiet/index.ts";
import { finding, firing, stream } from "../../../support/findings.ts";
import { acknowledgement, inhibit, silence } from "../../../support/quiet.ts";
import { HOUR, route } from "../../../support/routes.ts";

const T0 = Date.UTC(2026, 2, 2, 12);
const labelled = (labels: Alert["labels"], fields: Partial<Alert> = {}) => {
  const alert = firing(finding({ group: { member: JSON.stringify(labels) } }), T0, fields);
  return { ...alert, labels };
};
const member = labelled({ rule: "error-rate", member: "ann", severity: "warning" });
const at = (now: number, grounds: Partial<QuietGrounds>, alerts: readonly Alert[] = [member]) =>
  createQuiet({ ...nothingQuiet(), ...grounds }, new Map(alerts.map((one) => [one.id, one])), now);
const nights = {
  name: "nights",
  intervals: [{ timezone: "UTC", times: [{ from: 22 * 60, to: 6 * 60 }] }],
};
const office = {
  name: "office",
  intervals: [{ timezone: "UTC", times: [{ from: 8 * 60, to: 18 * 60 }] }],
};

describe("a silence", () => {
  test.each([
    ["the millisecond before it begins", T0 - 1, null],
    ["when it begins", T0, "s1"],
    ["the millisecond before it ends", T0 + HOUR - 1, "s1"],
    ["when it ends", T0 + HOUR, null],
  ])("holds from its start on and before its end: %s", (_, now, id) => {
    const times = { startsAt: T0, endsAt: T0 + HOUR };
    const silences = [silence("s1", { rule: "error-rate" }, times)];
    expect(at(now, { silences }).hushOf(member)?.source ?? null).toBe(id);
  });

  test("needs all its matchers, and takes a label that is missing for an empty one", () => {
    const one = silence("s1", { rule: "error-rate", member: "bob" });
    expect(at(T0, { silences: [one] }).hushOf(member)).toBeNull();
    const team = silence("s2", { team: "" });
    expect(at(T0, { silences: [team] }).hushOf(member)?.source).toBe("s2");
  });

  test("that comes again and again holds within its interval, and says until when", () => {
    const every = nights.intervals[0] as (typeof nights.intervals)[number];
    const silences = [silence("s1", { rule: "error-rate" }, { every, comment: "asleep" })];
    expect(at(T0, { silences }).hushOf(member)).toBeNull();
    expect(at(T0 + 10 * HOUR, { silences }).hushOf(member)).toEqual({
      ...{ reason: "silenced", source: "s1", by: "Ana", at: 0, comment: "asleep" },
      until: T0 + 18 * HOUR,
    });
  });

  test("without an end says none", () => {
    const silences = [silence("s1", { rule: "error-rate" })];
    expect(at(T0, { silences }).hushOf(member)).not.toHaveProperty("until", null);
    expect(at(T0, { silences: [silence("s1", {}, { endsAt: 9e15 })] }).hushOf(member)).toEqual({
      ...{ reason: "silenced", source: "s1", by: "Ana", at: 0 },
    });
  });
});

describe("inhibition, with Alertmanager's rules", () => {
  const critical = labelled({ rule: "burn", member: "ann", severity: "critical" });
  const other = labelled({ rule: "burn", member: "bob", severity: "critical" });
  const rule = inhibit({ severity: "critical" }, { severity: "warning" }, ["member"]);
  const over: Alert = { ...critical, status: "resolved" };
  const recorded: Alert = { ...critical, muted: true };
  const bare = labelled({ rule: "burn", severity: "critical" });
  const bareTarget = labelled({ rule: "error-rate", severity: "warning" });
  const both = inhibit({ rule: "burn" }, { severity: "critical" }, []);
  const oneSided = labelled({ rule: "burn", severity: "warning" });

  test.each<[string, InhibitRule, readonly Alert[], Alert, Alert | null]>([
    ["a source that agrees", rule, [critical, member], member, critical],
    ["a source that differs in an equal label", rule, [other, member], member, null],
    ["no source", rule, [member], member, null],
    ["a source that is over", rule, [over, member], member, null],
    ["a source that is merely recorded", rule, [recorded, member], member, null],
    ["no target", rule, [critical, other], other, null],
    ["an equal label that both lack", rule, [bare, bareTarget], bareTarget, bare],
    ["an equal label that one lacks", rule, [bare, member], member, null],
    ["itself", both, [critical], critical, null],
    ["another that matches both sides", both, [critical, other], critical, null],
    [
      "one that matches the source's side only",
      both,
      [critical, other, oneSided],
      critical,
      oneSided,
    ],
  ])("%s", (_, inhibitRule, alerts, target, source) => {
    const hush = at(T0, { inhibitRules: [inhibitRule] }, alerts).hushOf(target);
    expect(hush?.source ?? null).toBe(source?.id ?? null);
  });

  test("names the rule that speaks, and since when", () => {
    const quiet = at(T0, { inhibitRules: [rule] }, [critical, member]);
    const expected = { reason: "inhibited", source: critical.id, by: "error-rate", at: T0 };
    expect(quiet.hushOf(member)).toEqual(expected);
  });

  test("goes on while its source is silenced", () => {
    const silences = [silence("s1", { severity: "critical" })];
    const quiet = at(T0, { inhibitRules: [rule], silences }, [critical, member]);
    expect(quiet.hushOf(member)?.reason).toBe("inhibited");
  });
});

describe("an acknowledgement", () => {
  const taken = (fields: Partial<Acknowledgement> = {}) => acknowledgement(member, T0, fields);

  test("keeps the firing quiet that it is of, and says who looks after it", () => {
    const one = taken({ assignee: "Bob", comment: "looking" });
    expect(at(T0, { acknowledgements: [one] }).hushOf(member)).toEqual({
      ...{ reason: "acknowledged", source: "Ana", by: "Ana", at: T0 },
      ...{ assignee: "Bob", comment: "looking" },
    });
    const earlier = taken({ startsAt: T0 - HOUR });
    expect(at(T0, { acknowledgements: [earlier] }).hushOf(member)).toBeNull();
  });

  const up = (value: number, fields: Partial<Alert> = {}) => ({ ...member, value, ...fields });
  const below = { ...member, value: 100, limit: 200 };
  test.each<[string, Alert, Partial<Acknowledgement>, boolean]>([
    ["as it was", up(340_000), {}, false],
    ["just short of a fifth more", up(407_999), {}, false],
    ["a fifth more", up(408_000), {}, true],
    ["less", up(250_000), {}, false],
    ["a higher severity", up(340_000, { severity: "critical" }), {}, true],
    ["a lower severity", up(340_000, { severity: "info" }), {}, false],
    ["below its limit, and a fifth less", { ...below, value: 80 }, { value: 100 }, true],
    ["below its limit, and less than a fifth less", { ...below, value: 81 }, { value: 100 }, false],
    ["below its limit, and back up", { ...below, value: 130 }, { value: 100 }, false],
    ["nothing below, and still nothing", { ...below, value: 0 }, { value: 0 }, false],
    [
      "an anomaly below its median",
      up(70, { limit: 50, baseline: { median: 200, windows: 9 } }),
      { value: 100 },
      true,
    ],
    ["a trouble", up(9e6, { kind: "system" }), {}, false],
    ["an absence, which lasts", up(9e6, { kind: "absence" }), {}, false],
  ])("worsens or does not: %s", (_, alert, fields, worsened) => {
    expect(hasWorsened(taken(fields), alert)).toBe(worsened);
    const quiet = at(T0, { acknowledgements: [taken(fields)] }, [alert]);
    expect(quiet.hushOf(alert)).toEqual(worsened ? null : expect.anything());
  });
});

describe("which suppression holds by a route", () => {
  const muted = route({ muteTimes: [nights] });
  const active = route({ activeTimes: [office] });
  const night = T0 + 11 * HOUR;
  const s1 = silence("s1", { rule: "error-rate" });
  const source = labelled({ severity: "critical" });
  const inhibitRules = [inhibit({ severity: "critical" }, { severity: "warning" })];
  const acknowledgements = [acknowledgement(member, T0)];
  const all = { silences: [s1], inhibitRules, acknowledgements };

  test.each<[string, number, Partial<QuietGrounds>, Parameters<typeof suppressionOf>[1], unknown]>([
    ["none", T0, {}, muted, null],
    ["a silence before all", night, all, muted, { reason: "silenced", source: "s1" }],
    [
      "an inhibition next",
      night,
      { ...all, silences: [] },
      muted,
      { reason: "inhibited", source: source.id },
    ],
    [
      "a mute time next",
      night,
      { acknowledgements },
      muted,
      { reason: "mute_time", source: "nights" },
    ],
    [
      "outside of the active times",
      night,
      { acknowledgements },
      active,
      { reason: "outside_active_time", source: "office" },
    ],
    ["within the active times", T0, {}, active, null],
    [
      "a mute time within an active one",
      night,
      {},
      route({ muteTimes: [nights], activeTimes: [nights] }),
      { reason: "mute_time", source: "nights" },
    ],
    [
      "active times that are never",
      T0,
      {},
      route({ activeTimes: [] }),
      { reason: "outside_active_time", source: "" },
    ],
    [
      "an acknowledgement last",
      T0,
      { acknowledgements },
      muted,
      { reason: "acknowledged", source: "Ana" },
    ],
  ])("%s", (_, now, grounds, by, expected) => {
    expect(suppressionOf(member, by, at(now, grounds, [member, source]))).toEqual(expected);
  });

  test("is the same for a single run", () => {
    const run = firing(stream("r1"), T0);
    const silences = [silence("s1", { rule: "failed-or-blocked" })];
    expect(suppressionOf(run, muted, at(T0, { silences }, [run]))?.reason).toBe("silenced");
  });
});
