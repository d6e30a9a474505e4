import { describe, expect, it, test } from "vitest";
import { labelsAsked } from "../../../src/cli/routes/labels-asked.ts";
import { routesText } from "../../../src/cli/routes/routes-text.ts";
import { plainTried, tryLabels } from "../../../src/cli/routes/try-labels.ts";
import { loadSettings } from "../../../src/config/index.ts";
import { OperatorError } from "../../../src/core/errors.ts";
import { memoryFiles } from "../../support/config-files.ts";

const CONFIG = `timezone: Europe/Berlin
accounts: [{ name: acme, api_key: key }]
receivers:
  - { name: channel, email: [{ to: [team@acme.io] }] }
  - { name: oncall, email: [{ to: [oncall@acme.io] }] }
  - { name: finance, email: [{ to: [finance@acme.io] }] }
smtp: { url: "smtp://mail.acme.io", from: budget@acme.io }
rules:
  - name: month
    budget: { metric: spend, limit: 50 credits, window: month }
    by: [member]
time_intervals:
  - { name: nights, every: [day 22:00-06:00, weekend] }
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity=~"warning|info"]
    equal: [member]
silences:
  - { matchers: [severity="info"], every: weekday, comment: only for the log }
route:
  receiver: channel
  escalate_after: 30m
  escalate_to: [finance]
  routes:
    - { matchers: [severity="critical"], receiver: oncall, continue: true }
    - { matchers: [rule="month", severity!="critical"], receiver: finance, mute_time_intervals: [nights] }
    - { matchers: [severity="info"], receiver: channel }
`;

function settings(config = CONFIG) {
  const loaded = loadSettings("one.yaml", {}, memoryFiles({ "one.yaml": config }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.settings;
}
const at = Date.parse("2026-11-24T23:00:00+01:00");

describe("routes --test", () => {
  test.each([
    ["critical", ["severity=critical", "member=ana@acme.io"]],
    ["info", ["severity=info", "rule=month", 'member="ana@acme.io"']],
  ])(
    "tells who gets an alert that is %s, branch by branch, and what keeps it quiet",
    async (name, words) => {
      const tried = tryLabels(settings(), labelsAsked(words), at);
      await expect(routesText(tried, settings())).toMatchFileSnapshot(
        new URL(`../../golden/routes/${name}.txt`, import.meta.url).pathname,
      );
    },
  );

  it("names every time at which a branch waits, of several that hold at once too", () => {
    const both = settings(
      CONFIG.replace(
        "mute_time_intervals: [nights]",
        "mute_time_intervals: [nights, evenings]",
      ).replace(
        "time_intervals:\n",
        "time_intervals:\n  - { name: evenings, every: day 20:00-24:00 }\n",
      ),
    );
    const text = routesText(tryLabels(both, { severity: "info", rule: "month" }, at), both);
    expect(text).toMatch(
      /waits now: mute at nights \(.*\), evenings \(20:00-24:00 Europe\/Berlin\)/,
    );
  });

  it("says the same as plain data", () => {
    const labels = { severity: "info", rule: "month", member: "ana@acme.io" };
    expect(plainTried(tryLabels(settings(), labels, at))).toEqual({
      labels,
      at: "2026-11-24T22:00:00.000Z",
      told: [
        {
          receiver: "finance",
          path: "0/1",
          groupBy: ["rule"],
          mute: "nights",
          escalateTo: ["finance"],
        },
      ],
      silencedBy: [
        { id: "configured/1", author: "the configuration", comment: "only for the log" },
      ],
      inhibits: ['an alert fires with severity="critical", member="ana@acme.io"'],
    });
  });

  it.each(["critical", "=critical", "1a=b", "severity = critical"])(
    "refuses %j for a label",
    (word) => {
      expect(() => labelsAsked([word])).toThrow(OperatorError);
    },
  );
});
