import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createTelemetry, METRICS } from "../../../src/telemetry/index.ts";

const specs = Object.entries(METRICS);

describe("the catalogue of metrics", () => {
  it.each(specs)("follows Prometheus' naming rules: %s", (name, { kind }) => {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(name.endsWith("_total")).toBe(kind === "counter");
    if (kind === "histogram") expect(name).toMatch(/_seconds$/);
    expect(name).not.toMatch(/_(ms|millis|milliseconds|minutes|hours|days)(_|$)/);
  });

  it.each(specs)("explains itself in a sentence: %s", (_name, { help }) => {
    expect(help).toMatch(/^[A-Z0-9].{10,}\.$/);
  });

  it("holds every metric that the code reports, under the kind it is reported as", () => {
    const kinds = { count: "counter", gauge: "gauge", duration: "histogram" } as const;
    const wrong: string[] = [];
    for (const { file, call, name } of reportedMetrics())
      if (METRICS[name as keyof typeof METRICS]?.kind !== kinds[call])
        wrong.push(`${file}: ${call}("${name}")`);
    expect(wrong).toEqual([]);
  });
});

type Call = "count" | "gauge" | "duration";

function reportedMetrics(): { file: string; call: Call; name: string }[] {
  const folder = new URL("../../../src", import.meta.url).pathname;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const calls = text.matchAll(/telemetry\??\.(count|gauge|duration)\(\s*"([^"]+)"/g);
      return [...calls].map(([, call, name]) => ({ file, call: call as Call, name: String(name) }));
    });
}

describe("createTelemetry", () => {
  const lines = async (telemetry: ReturnType<typeof createTelemetry>, name: string) =>
    (await telemetry.render()).body.split("\n").filter((line) => line.startsWith(name));

  it("shows what was counted, set and measured, with its labels", async () => {
    const telemetry = createTelemetry();
    telemetry.count("rows_added_total", { account: "acme" }, 3);
    telemetry.count("rows_added_total", { account: "acme" });
    telemetry.gauge("engine_rows", 12);
    telemetry.duration("job_duration_seconds", 0.2, { queue: "poll" });
    expect(await lines(telemetry, "neo_budgetd_rows_added_total")).toEqual([
      'neo_budgetd_rows_added_total{account="acme"} 4',
    ]);
    expect(await lines(telemetry, "neo_budgetd_engine_rows")).toEqual([
      "neo_budgetd_engine_rows 12",
    ]);
    expect(await lines(telemetry, "neo_budgetd_job_duration_seconds_sum")).toEqual([
      'neo_budgetd_job_duration_seconds_sum{queue="poll"} 0.2',
    ]);
  });

  it("works out the watermark's age when it is read", async () => {
    let now = 1_000_000;
    const telemetry = createTelemetry({ clock: { now: () => now } });
    telemetry.gauge("watermark_timestamp_seconds", 990, { account: "acme" });
    const age = () => lines(telemetry, "neo_budgetd_watermark_age_seconds");
    expect(await age()).toEqual(['neo_budgetd_watermark_age_seconds{account="acme"} 10']);
    now += 60_000;
    expect(await age()).toEqual(['neo_budgetd_watermark_age_seconds{account="acme"} 70']);
  });

  it("shows the process's own metrics under their customary names", async () => {
    const telemetry = createTelemetry();
    expect(await lines(telemetry, "process_resident_memory_bytes")).toHaveLength(1);
  });

  it.each([
    [
      "an undeclared name",
      (t) => t.count("rows_stolen_total"),
      /"rows_stolen_total".*not declared/,
    ],
    ["a name of another kind", (t) => t.gauge("rows_added_total", 1), /declared as a counter/],
    ["a label too few", (t) => t.count("rows_added_total"), /takes the labels \{account\}/],
    [
      "a label too many",
      (t) => t.count("rows_added_total", { account: "a", member: "b" }),
      /was given \{account, member\}/,
    ],
  ] satisfies [string, (t: ReturnType<typeof createTelemetry>) => void, RegExp][])(
    "refuses %s with what is wrong",
    (_what, report, message) => {
      const telemetry = createTelemetry();
      expect(() => report(telemetry)).toThrow(message);
    },
  );

  it("keeps two daemons in one process apart", async () => {
    const one = createTelemetry();
    const other = createTelemetry();
    one.gauge("engine_rows", 1);
    expect(await lines(other, "neo_budgetd_engine_rows")).toEqual(["neo_budgetd_engine_rows 0"]);
  });
});
