import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadSettings } from "../../../src/config/index.ts";
import { memoryFiles } from "../../support/config-files.ts";

/** One key a line, so that a line number tells which key is meant. */
const WHOLE = `timezone: UTC
usd_per_credit: 10
evaluate_every: 30s
give_up_after: 48h
retention: 400d
server:
  host: 127.0.0.1
  port: 9464
accounts:
  - name: acme
    api_key: neo
    base_url: https://neo.acme.io
    poll_every: 60s
    history: 35d
    overlap: 3h
    settle: 7d
    reconcile_every: 1h
    timeout: 30s
groups:
  red: [a@acme.io]
rules:
  - name: month
    budget:
      metric: spend
      limit: 50 credits
      window:
        calendar: month
        starts_on: 15
      steps: [80%, 100%]
    overrides:
      - match:
          member: a@acme.io
        limit: 100 credits
    by: [member]
    where:
      status: failed
      model: opus
      cost_above: 1 credit
    for: 10m
    keep_firing_for: 5m
    severity: warning
    labels: { team: red }
    summary: one line
    description: more lines
    runbook: https://acme.io
    enabled: true
    timezone: UTC
    on_load: baseline
  - name: rate
    threshold:
      metric: error_rate
      over: 1h
      above: 20%
      resolve_below: 15%
      min_streams: 20
  - name: jump
    spike:
      metric: spend
      over: 1h
      times: 3
      versus: 7d
      at_least: 2 credits
      season: day
receivers:
  - name: channel
    slack:
      - token: one
        channel: two
        send_resolved: true
    email:
      - to: [a@acme.io]
smtp:
  url: smtp://mail.acme.io
  from: a@acme.io
route:
  receiver: channel
  group_by: [rule]
  group_wait: 30s
  group_interval: 5m
  repeat_interval: 4h
  routes:
    - matchers: [severity="critical"]
      continue: true
`;
const LINES = WHOLE.split("\n");

/** Free names are no keys of ours. */
const keys = LINES.flatMap((line, index) => {
  const key = /^[\s-]*([a-z_]+):/.exec(line)?.[1];
  return key && key !== "red" ? [{ key, index }] : [];
});

function load(text: string) {
  return loadSettings("whole.yaml", {}, memoryFiles({ "whole.yaml": text }));
}

function misspell(key: string, how: string, at: number): string {
  const i = at % key.length;
  if (how === "doubled") return key.slice(0, i) + key.slice(i, i + 1) + key.slice(i);
  if (how === "dropped") return key.slice(0, i) + key.slice(i + 1);
  return `${key.slice(0, i)}${key.slice(i + 1, i + 2)}${key.slice(i, i + 1)}${key.slice(i + 2)}`;
}

describe("a misspelt key", () => {
  it("is not in the file that the misspellings are made of", () => {
    expect(load(WHOLE)).toMatchObject({ ok: true, warnings: [] });
  });

  it("is reported at its line and column with the key that was meant, and is the only thing reported", () => {
    const anyKey = fc.constantFrom(...keys.filter(({ key }) => key.length >= 4));
    const how = fc.constantFrom("doubled", "dropped", "swapped");
    fc.assert(
      fc.property(anyKey, how, fc.nat(20), ({ key, index }, kind, at) => {
        const wrong = misspell(key, kind, at);
        fc.pre(wrong !== key && !keys.some((one) => one.key === wrong));
        const line = LINES[index] ?? "";
        const text = LINES.with(index, line.replace(`${key}:`, `${wrong}:`)).join("\n");
        const loaded = load(text);
        expect(loaded.ok).toBe(false);
        const problems = loaded.ok ? [] : loaded.problems;
        expect(problems).toHaveLength(1);
        expect(problems[0]).toMatchObject({ line: index + 1, column: line.indexOf(key) + 1 });
        expect(problems[0]?.message).toContain(`Unknown key "${wrong}"`);
        expect(problems[0]?.message).toContain(`did you mean "${key}"?`);
      }),
      { numRuns: 150 },
    );
  }, 30_000);
});
