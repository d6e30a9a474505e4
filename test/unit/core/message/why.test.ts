import { describe, expect, it, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import type { Causes } from "../../../../src/core/causes/index.ts";
import { causeLists, sentence, why } from "../../../../src/core/message/index.ts";
import { NANO_PER_CREDIT } from "../../../../src/core/money.ts";
import { budget, finding, firing } from "../../../support/findings.ts";

/** A Saturday at 14:05 in Berlin. */
const NOW = Date.parse("2026-03-14T13:05:00Z");
const DAY = 86_400_000;
const words = { usdPerCredit: 10, timezone: "Europe/Berlin" };
const credits = (amount: number) => Math.round(amount * NANO_PER_CREDIT);
const part = (id: string, amount: number, streams = 3) => ({
  ...{ id, title: id === "?" ? null : id, value: credits(amount), streams },
});
const none: Causes = {
  change: { since: null, value: credits(41.2), unit: "nano", streams: 138 },
  ...{ tools: [], agents: [], streams: [], errors: [], timezone: "Europe/Berlin" },
};
const recon = part("nightly recon", 9.3);

function lead(causes: Partial<Causes>, changes: Partial<Alert> = {}): Alert {
  const alert = firing(budget(80, 41.2, { group: { member: "lead@acme.io" } }));
  return {
    ...{ ...alert, updatedAt: NOW, causes: { ...none, ...causes } },
    contributors: { tasks: [recon], models: [], members: [] },
    ...changes,
  };
}
const pace = (goneAt: number | null, by: "window" | "forecast" = "window") => ({
  pace: { goneAt, until: NOW + 17 * DAY, by },
});
const today = (most?: Parameters<typeof part>) => ({
  recent: {
    ...{ name: "today" as const, value: credits(9.3), streams: 4 },
    ...(most && { most: part(...most) }),
  },
});
const since = (value: number, streams = 3) => ({
  change: { since: NOW - 3_600_000, value: credits(value), unit: "nano" as const, streams },
});

describe("why", () => {
  test.each<[string, Alert, string]>([
    [
      "a budget's recent part and its end",
      lead({ ...today(["nightly recon", 9.3]), ...pace(NOW + 5 * DAY) }),
      "9.30 of them today in task 'nightly recon'; at this pace the budget is gone on Thursday.",
    ],
    [
      "most of it in one task",
      lead(today(["nightly recon", 6])),
      "9.30 of them today, most in task 'nightly recon' (6.00).",
    ],
    [
      "no task with most",
      lead(today(["nightly recon", 2])),
      "9.30 of them today, the largest part in task 'nightly recon' (2.00).",
    ],
    [
      "a budget that is gone today",
      lead(pace(NOW + 3_600_000)),
      "The largest part in task 'nightly recon' (9.30); at this pace the budget is gone today at 15:05.",
    ],
    [
      "one that is gone tomorrow",
      lead({ ...today(), ...pace(NOW + DAY) }),
      "9.30 of them today; at this pace the budget is gone tomorrow.",
    ],
    [
      "one that is gone in weeks",
      lead({ ...today(), ...pace(NOW + 14 * DAY) }),
      "9.30 of them today; at this pace the budget is gone on 28 Mar.",
    ],
    [
      "one that lasts",
      lead({ ...today(), ...pace(null) }),
      "9.30 of them today; at this pace it lasts to the end of the month.",
    ],
    [
      "a forecast's end",
      lead({ ...today(), ...pace(NOW + 5 * DAY, "forecast") }),
      "9.30 of them today; as foretold the budget is gone on Thursday.",
    ],
    ["what came since", lead(since(9.3)), "9.30 more since 13:05 in task 'nightly recon'."],
    ["that nothing came since", lead(since(0, 0)), "Nothing new since 13:05."],
    ["nothing of an alert that is over", lead(today(), { status: "resolved" }), ""],
  ])("says %s", (_, alert, said) => {
    expect(why(alert, words)).toBe(said);
  });

  it("names the member with most of it where the alert is not about one", () => {
    const account = firing(budget(80, 41.2, { group: {} }));
    const members = [part("lead@acme.io", 30)];
    const alert = { ...account, causes: none, contributors: { tasks: [], models: [], members } };
    expect(why(alert, words)).toBe("Most by lead@acme.io (30.00).");
  });

  it("counts the streams that failed, and tells the most frequent error", () => {
    const rate = firing(
      finding({ kind: "threshold", metric: { name: "error_rate" }, unit: "ppm", value: 342_105 }),
    );
    const alert: Alert = {
      ...rate,
      ref: { ...rate.ref, group: { member: "kim@acme.io" } },
      causes: {
        ...none,
        change: { since: null, value: 17, unit: "count", streams: 17 },
        errors: [{ text: "the sandbox on <host> did not answer", streams: 12, of: 17 }],
      },
      contributors: {
        ...{ models: [], members: [] },
        tasks: [{ id: "t", title: "Scan", value: 10, unit: "count", streams: 20 }],
      },
    };
    expect(why(alert, words)).toBe(
      "10 of the 17 streams failed in task 'Scan'; most often “the sandbox on <host> did not answer” (12 of 17).",
    );
  });
});

describe("sentence", () => {
  it("says an alert and what made it so to its reader", () => {
    const alert = lead({ ...today(["nightly recon", 9.3]), ...pace(NOW + 5 * DAY) });
    expect(sentence(alert, words)).toBe(
      "lead@acme.io spent 41.20 of 50 credits (82 %) this month, 9.30 of them today in task 'nightly recon'; at this pace the budget is gone on Thursday.",
    );
  });

  it("is the headline where there is no more to say", () => {
    const { causes: _, ...alert } = lead({});
    expect(sentence(alert, words)).toBe("lead@acme.io spent 41.20 of 50 credits (82 %) this month");
  });
});

describe("causeLists", () => {
  const stream = {
    id: "s",
    taskId: "t",
    title: "Recon",
    member: "kim@acme.io",
    model: "opus",
    status: "failed",
    spend: credits(6),
    createdAt: NOW,
  };
  const tools = [{ ...part("nmap", 4.65), unit: "nano" as const }];

  it("gives shares of what came since the receiver was told, and says since when", () => {
    const alert = lead({ ...since(9.3), tools, streams: [stream] });
    expect(causeLists(alert, words)).toEqual([
      {
        title: "Top tasks since 13:05",
        entries: [
          {
            name: "nightly recon",
            amount: "9.30 credits ($93.00)",
            share: "100 %",
            streams: "3 streams",
          },
        ],
      },
      {
        title: "Tools since 13:05",
        entries: [
          { name: "nmap", amount: "4.65 credits ($46.50)", share: "50 %", streams: "3 streams" },
        ],
      },
      {
        title: "Largest streams since 13:05",
        entries: [
          { name: "Recon", amount: "6.00 credits ($60.00)", share: "", streams: "opus, failed" },
        ],
      },
    ]);
  });

  it("says of how many streams tools are, where not of all, and gives their share of those", () => {
    const alert = lead({ tools, sampled: { streams: 60, value: credits(18.6) } });
    expect(causeLists(alert, words)[1]).toEqual({
      title: "Tools (of the largest 60 streams)",
      entries: [
        { name: "nmap", amount: "4.65 credits ($46.50)", share: "25 %", streams: "3 streams" },
      ],
    });
  });

  it("names members only where the alert is not about one", () => {
    const parts = { tasks: [], models: [], members: [part("kim@acme.io", 1)] };
    const alert = lead({}, { contributors: parts });
    expect(causeLists(alert, words)).toEqual([]);
    const ref = { ...alert.ref, group: {} };
    expect(causeLists({ ...alert, ref }, words).map(({ title }) => title)).toEqual(["Members"]);
  });
});
