import { describe, expect, it, test } from "vitest";
import { matcherOf } from "../../../src/config/index.ts";
import type { StoredSilence } from "../../../src/core/quiet/index.ts";
import {
  type AlertmanagerParts,
  alertmanager,
} from "../../../src/web/alertmanager/alertmanager.ts";
import type { StandingAlert } from "../../../src/web/alertmanager/standing.ts";
import { fingerprint } from "../../../src/web/alertmanager/wire.ts";
import { budget, finding, firing } from "../../support/findings.ts";
import { visitedBy } from "../../support/visits.ts";

const NOW = Date.UTC(2026, 10, 24, 16);
const HOUR = 3_600_000;

const place = (receiver: string, rule: string) => ({
  ...{ key: `${receiver}/${rule}`, receiver, groupLabels: { rule } },
});
const standing = (
  alert: StandingAlert["alert"],
  rest: Partial<StandingAlert> = {},
): StandingAlert => ({
  ...{ alert, places: [place("channel", alert.ref.rule)] },
  ...{ silencedBy: [], inhibitedBy: [], mutedBy: [], acknowledged: null },
  ...rest,
});
const month = firing({ ...budget(100, 51), ref: { ...budget(100, 51).ref, rule: "month" } });
const rate = firing(finding());
const SILENCE: StoredSilence = {
  id: "5a1f0b9e-52f9-4b8d-8f0f-6a4f8f6f0001",
  matchers: [
    { label: "rule", operator: "=", value: "month" },
    { label: "member", operator: "!~", value: ".*@acme.io" },
  ],
  ...{ startsAt: NOW - HOUR, endsAt: NOW + HOUR, updatedAt: NOW - HOUR },
  ...{ author: "Ana", comment: "moving" },
};

function ask(path: string, parts: Partial<AlertmanagerParts> = {}, init: RequestInit = {}) {
  const all: AlertmanagerParts = {
    clock: { now: () => NOW },
    words: () => ({ timezone: "UTC", usdPerCredit: 10 }),
    readMatcher: matcherOf,
    standing: async () => [
      standing(month, { places: [place("channel", "month"), place("finance", "month")] }),
      standing(rate, { silencedBy: [SILENCE.id] }),
    ],
    receivers: () => ["channel", "finance"],
    silences: async () => [SILENCE],
    putSilence: async () => ({ ok: true, id: SILENCE.id }),
    expireSilence: async () => ({ ok: true, id: SILENCE.id }),
    configuration: () => "route: { receiver: channel }\n",
    ...{ version: "1.2.3", startedAt: NOW - HOUR },
    ...parts,
  };
  return visitedBy("ana's token", "/api/v2", alertmanager(all)).request(`/api/v2${path}`, init);
}
const json = async (path: string, parts: Partial<AlertmanagerParts> = {}) =>
  (await ask(path, parts)).json();
const rules = async (path: string) =>
  ((await json(path)) as { labels: { rule: string } }[]).map(({ labels }) => labels.rule);

describe("Alertmanager's API: alerts", () => {
  it("gives each alert that fires with its labels, its receivers and its state", async () => {
    expect(await json("/alerts?silenced=false")).toEqual([
      {
        fingerprint: fingerprint(month.id),
        labels: { alertname: month.ref.rule, ...month.labels },
        annotations: expect.objectContaining({ value: "51", limit: "50" }),
        startsAt: new Date(month.startsAt ?? 0).toISOString(),
        endsAt: "2026-11-24T16:05:00.000Z",
        updatedAt: new Date(month.updatedAt).toISOString(),
        generatorURL: "",
        receivers: [{ name: "channel" }, { name: "finance" }],
        status: { state: "active", silencedBy: [], inhibitedBy: [], mutedBy: [] },
      },
    ]);
  });

  test.each([
    ["all without a filter", "/alerts", ["month", "error-rate"]],
    ["only those that nothing keeps quiet", "/alerts?silenced=false", ["month"]],
    ["only those that are silenced", "/alerts?active=false", ["error-rate"]],
    ["those that a matcher matches", '/alerts?filter=alertname="month"', ["month"]],
    ["those that all matchers match", '/alerts?filter=rule=~"m.*"&filter=severity="info"', []],
    ["those of a receiver, by the whole name", "/alerts?receiver=fin.*", ["month"]],
    ["none of a part of a receiver's name", "/alerts?receiver=fin", []],
  ])("gives %s", async (_, path, expected) => {
    expect(await rules(encodeURI(path))).toEqual(expected);
  });

  it.each(["/alerts?filter=nonsense", "/alerts?active=perhaps", "/alerts/groups?receiver=("])(
    "refuses %s with a sentence",
    async (path) => {
      const response = await ask(path);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatch(/\.$/);
    },
  );

  it("names what speaks for an inhibited alert by its fingerprint, and who acknowledged", async () => {
    const acknowledged = {
      alertId: rate.id,
      startsAt: 0,
      at: NOW,
      by: "Ana",
      value: 1,
      severity: "warning" as const,
    };
    const [alert] = (await json("/alerts", {
      standing: async () => [standing(rate, { inhibitedBy: [month.id], acknowledged })],
    })) as [Record<string, unknown>];
    expect(alert).toMatchObject({
      status: { state: "suppressed", inhibitedBy: [fingerprint(month.id)] },
      annotations: { acknowledged_by: "Ana", acknowledged_at: "2026-11-24T16:00:00.000Z" },
    });
  });

  it("puts an alert into each of its groups", async () => {
    const groups = (await json("/alerts/groups")) as { receiver: object; alerts: object[] }[];
    expect(groups.map(({ receiver, alerts }) => [receiver, alerts.length])).toEqual([
      [{ name: "channel" }, 1],
      [{ name: "channel" }, 1],
      [{ name: "finance" }, 1],
    ]);
  });

  it("takes none from elsewhere", async () => {
    expect((await ask("/alerts", {}, { method: "POST", body: "[]" })).status).toBe(405);
  });
});

describe("Alertmanager's API: silences", () => {
  const post = (body: unknown, parts: Partial<AlertmanagerParts> = {}) =>
    ask("/silences", parts, { method: "POST", body: JSON.stringify(body) });
  const wanted = {
    matchers: [{ name: "rule", value: "month", isRegex: false, isEqual: true }],
    ...{ startsAt: "2026-11-24T16:00:00Z", endsAt: "2026-11-24T18:00:00Z" },
    ...{ createdBy: "Ana", comment: "moving" },
  };

  it.each([
    ["active", NOW, "active"],
    ["pending", NOW - 2 * HOUR, "pending"],
    ["expired", NOW + HOUR, "expired"],
  ])("gives one that is %s", async (_, now, state) => {
    expect(await json("/silences", { clock: { now: () => now } })).toEqual([
      {
        id: SILENCE.id,
        status: { state },
        matchers: [
          { name: "rule", value: "month", isRegex: false, isEqual: true },
          { name: "member", value: ".*@acme.io", isRegex: true, isEqual: false },
        ],
        startsAt: "2026-11-24T15:00:00.000Z",
        endsAt: "2026-11-24T17:00:00.000Z",
        updatedAt: "2026-11-24T15:00:00.000Z",
        createdBy: "Ana",
        comment: "moving",
      },
    ]);
  });

  it("gives one by its id, and only those that a filter matches", async () => {
    expect(await json(`/silence/${SILENCE.id}`)).toMatchObject({ id: SILENCE.id });
    expect((await ask("/silence/none")).status).toBe(404);
    expect(await json('/silences?filter=rule%3D"month"')).toHaveLength(1);
    expect(await json('/silences?filter=rule%3D"other"')).toEqual([]);
  });

  it("takes one in the name that it gives, and records who proved to be there", async () => {
    const seen: unknown[] = [];
    const response = await post(wanted, {
      putSilence: async (asked, by) => {
        seen.push(asked, by);
        return { ok: true, id: "new" };
      },
    });
    expect(await response.json()).toEqual({ silenceID: "new" });
    expect(seen).toEqual([
      {
        matchers: [{ label: "rule", operator: "=", value: "month" }],
        ...{ startsAt: NOW, endsAt: NOW + 2 * HOUR, author: "Ana", comment: "moving" },
      },
      { name: "ana's token", via: "api" },
    ]);
  });

  it("takes a matcher of an old client, which knows no difference, as one of equality", async () => {
    const old = { ...wanted, matchers: [{ name: "rule", value: "m.*", isRegex: true }] };
    const seen: unknown[] = [];
    await post(old, {
      putSilence: async ({ matchers }) => {
        seen.push(...matchers);
        return { ok: true, id: "new" };
      },
    });
    expect(seen).toEqual([{ label: "rule", operator: "=~", value: "m.*" }]);
  });

  it("takes alertname for the rule, since alerts are silenced by what they are", async () => {
    const named = {
      ...wanted,
      matchers: [{ name: "alertname", value: "month", isRegex: false, isEqual: true }],
    };
    const seen: unknown[] = [];
    await post(named, {
      putSilence: async ({ matchers }) => {
        seen.push(...matchers);
        return { ok: true, id: "new" };
      },
    });
    expect(seen).toEqual([{ label: "rule", operator: "=", value: "month" }]);
  });

  it.each([
    ["nothing", null],
    ["no matchers", { ...wanted, matchers: [] }],
    ["a moment that is none", { ...wanted, endsAt: "tomorrow" }],
    ["no comment at all", { ...wanted, comment: undefined }],
  ])("refuses %s with a sentence that says where", async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(typeof (await response.json())).toBe("string");
  });

  it("says why one was not taken or not ended", async () => {
    const refused = async () =>
      ({ ok: false, refusal: "unknown_silence", detail: "None." }) as const;
    expect((await post(wanted, { putSilence: refused })).status).toBe(404);
    const ended = await ask("/silence/x", { expireSilence: refused }, { method: "DELETE" });
    expect([ended.status, await ended.json()]).toEqual([404, "None."]);
    expect((await ask("/silence/x", {}, { method: "DELETE" })).status).toBe(200);
  });
});

describe("Alertmanager's API: status", () => {
  it("gives the version, the configuration and since when it runs", async () => {
    expect(await json("/status")).toMatchObject({
      cluster: { status: "disabled" },
      versionInfo: { version: "neo-budgetd 1.2.3" },
      config: { original: "route: { receiver: channel }\n" },
      uptime: "2026-11-24T15:00:00.000Z",
    });
  });

  it("names the receivers", async () => {
    expect(await json("/receivers")).toEqual([{ name: "channel" }, { name: "finance" }]);
  });
});
