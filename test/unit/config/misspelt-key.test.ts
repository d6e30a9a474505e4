import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { jsonSchema, loadSettings } from "../../../src/config/index.ts";
import { memoryFiles } from "../../support/config-files.ts";
import { pathsOf, schemaPaths } from "./schema-paths.ts";

/** One key a line, so that a line number tells which key is meant. */
const WHOLE = `timezone: UTC
usd_per_credit: 10
evaluate_every: 30s
give_up_after: 48h
retention: 400d
amend_from: 5%
server:
  host: 127.0.0.1
  port: 9464
  tokens:
    - name: ana
      sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
      scopes: [act]
    - name: grafana
      sha256_file: hash
      scopes: [read]
  trusted_proxy:
    header: x-forwarded-user
    from: [127.0.0.1]
    scopes: [read]
  public_url: https://budget.acme.io
  task_hook:
    secret_file: key
accounts:
  - name: acme
    api_key: neo
    base_url: https://neo.acme.io
    poll_every: 60s
    history: 400d
    overlap: 3h
    settle: 7d
    reconcile_every: 1h
    reread_every: 1d
    alert_unproven_after: 1h
    requests_per_minute: 60
    timeout: 30s
  - name: blue
    api_key_file: key
    history: 400d
  - name: green
    bearer_token: neo
    history: 400d
  - name: grey
    bearer_token_file: key
    history: 400d
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
      forecast: [100%]
      forecast_max_error: 30%
    overrides:
      - match:
          account: acme
          member: a@acme.io
          group: red
          model: opus
          status: failed
          byok: true
          task: one
          agent: one
          tool: nmap
        limit: 100 credits
    by: [account, member, group, model, status, byok, task, agent, tool]
    where:
      status: failed
      model: opus
      member: a@acme.io
      group: red
      byok: true
      tool: nmap
      agent: one
      task: one
      title: scan
      error: quota
      cost_above: 1 credit
    for: 10m
    keep_firing_for: 5m
    severity: warning
    labels: { team: red }
    summary: one line
    description: more lines
    runbook: https://acme.io
    enabled: true
    time: created_at
    timezone: UTC
    no_data: keep
    on_load: baseline
  - name: week
    budget:
      metric: spend
      limit: 50 credits
      window:
        calendar: week
        week_starts: sunday
  - name: rate
    threshold:
      metric: error_rate
      over: 1h
      above: 20%
      resolve_below: 15%
      min_streams: 20
  - name: idle
    threshold:
      metric: streams
      below: 5
      resolve_above: 8
      over:
        calendar: week
        week_starts: sunday
  - name: late
    threshold:
      metric: streams
      above: 5
      over:
        calendar: month
        starts_on: 15
  - name: jump
    spike:
      metric: spend
      over: 1h
      times: 3
      versus: 7d
      at_least: 2 credits
      min_streams: 2
      season: day
  - name: odd
    anomaly:
      metric: spend
      over: 1h
      versus: 29d
      season: week
      sensitivity: 4
      direction: both
      at_least: 2 credits
      min_streams: 2
  - name: pace
    burn_rate:
      metric: spend
      limit: 50 credits
      window:
        calendar: month
        starts_on: 15
      fast: 1h
      slow: 24h
      times: 2
  - name: pace-of-week
    burn_rate:
      metric: spend
      limit: 50 credits
      window:
        calendar: week
        week_starts: sunday
  - name: runs
    stream:
      status: [failed]
  - name: quiet
    absence:
      over: 1d
      remember: 14d
  - name: news
    new_value:
      of: tool
      remember: 28d
      learn: 7d
  - name: moved
    shift:
      over: 1d
      versus: 7d
      change: 50%
      to: platform
      min_streams: 10
receivers:
  - name: channel
    slack:
      - token: one
        channel: two
        api_url: https://slack.acme.io
        charts: true
        buttons: true
        mask_members: true
        templates:
          title: "{{ title }}"
          text: "{{ coverage }}"
        send_resolved: true
      - token_file: key
        channel: two
      - url: https://hooks.acme.io/one
      - url_file: key
    slack_dm:
      - token: one
        fallback: two
        api_url: https://slack.acme.io
        charts: true
        buttons: true
        templates:
          title: "{{ title }}"
          text: "{{ coverage }}"
        send_resolved: true
      - token_file: key
        fallback: two
    email:
      - to: [a@acme.io, owner]
        fallback: [c@acme.io]
        cc: [b@acme.io]
        charts: true
        templates:
          title: "{{ title }}"
          text: "{{ coverage }}"
        send_resolved: true
    pagerduty:
      - routing_key: one
        base_url: https://events.acme.io
        templates:
          title: "{{ title }}"
          text: "{{ coverage }}"
        send_resolved: true
      - routing_key_file: key
    opsgenie:
      - api_key: one
        base_url: https://opsgenie.acme.io
        templates:
          title: "{{ title }}"
          text: "{{ coverage }}"
        send_resolved: true
      - api_key_file: key
    teams:
      - url: https://teams.acme.io/one
        templates:
          title: "{{ title }}"
          text: "{{ coverage }}"
        send_resolved: true
      - url_file: key
    discord:
      - url: https://discord.acme.io/one
        templates:
          title: "{{ title }}"
          text: "{{ coverage }}"
        send_resolved: true
      - url_file: key
    webhook:
      - url: https://hooks.acme.io/two
        secret: three
        max_alerts: 5
        template: '{"text": "{{ title }}"}'
        content_type: application/json
        send_resolved: true
      - url_file: key
        secret_file: key
    console:
      - color: never
        templates:
          title: "{{ title }}"
          text: "{{ coverage }}"
        send_resolved: true
smtp:
  url: smtp://mail.acme.io
  from: a@acme.io
slack_app:
  signing_secret_file: key
  token_file: key
  allowed_users: [U0123456789]
  api_url: https://slack.acme.io
route:
  receiver: channel
  group_by: [rule]
  group_wait: 30s
  group_interval: 5m
  repeat_interval: 4h
  routes:
    - matchers: [severity="critical"]
      receiver: channel
      group_by: [rule]
      group_wait: 30s
      group_interval: 5m
      repeat_interval: 4h
      continue: true
      mute_time_intervals: [nights]
      active_time_intervals: [office]
      escalate_after: 30m
      escalate_to: [channel]
time_intervals:
  - name: nights
    every: day 22:00-06:00 Europe/Berlin
  - name: office
    time_intervals:
      - times:
          - start_time: "08:00"
            end_time: "18:00"
        weekdays: [monday:friday]
        days_of_month: [1:15, -3:-1]
        months: [january:june]
        years: [2026:2028]
        location: UTC
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity="warning"]
    equal: [member]
silences:
  - matchers: [severity="info"]
    every: weekend
    author: Ana
    comment: nobody works
    starts_at: 2026-01-01 00:00
    ends_at: 2027-01-01 00:00
`;
const LINES = WHOLE.split("\n");

/** Free names are no keys of ours. */
const keys = LINES.flatMap((line, index) => {
  const key = /^[\s-]*([a-z_]+):/.exec(line)?.[1];
  return key && key !== "red" ? [{ key, index }] : [];
});

function load(text: string) {
  const files = { "whole.yaml": text, key: "https://hooks.acme.io/three", hash: "e".repeat(64) };
  return loadSettings("whole.yaml", {}, memoryFiles(files));
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

  it("can be any of the schema's, by hand or by a file that holds the secret", () => {
    // There is one mail server, one hook and one Slack app, each with its secret in the file or in another one; the route's root takes every alert at any time.
    const elsewhere = [
      "smtp.url_file",
      "slack_app.app_token",
      "slack_app.token",
      "slack_app.signing_secret",
      "slack_app.app_token_file",
      "server.task_hook.secret",
      "route.matchers",
      "route.continue",
      "route.mute_time_intervals",
      "route.active_time_intervals",
      "route.escalate_after",
      "route.escalate_to",
    ];
    const held = new Set([...pathsOf(parse(WHOLE)), ...elsewhere]);
    expect(schemaPaths(jsonSchema()).filter((path) => !held.has(path))).toEqual([]);
  });

  it("is reported at its line and column with the key that was meant, and is the only thing reported", () => {
    const how = ["doubled", "dropped", "swapped"];
    const long = keys.filter(({ key }) => key.length >= 4);
    fc.assert(
      fc.property(fc.nat(60), (at) => {
        for (const { key, index } of long) {
          const wrong = misspell(key, how[(index + at) % how.length] ?? "", at);
          if (wrong !== key && !keys.some((one) => one.key === wrong))
            expectTold(key, wrong, index);
        }
      }),
      // Each run is one misspelling of every key.
      { numRuns: 1 },
    );
  }, 60_000);
});

/** Loads the file with the key of one line misspelt. */
function expectTold(key: string, wrong: string, index: number): void {
  const line = LINES[index] ?? "";
  const loaded = load(LINES.with(index, line.replace(`${key}:`, `${wrong}:`)).join("\n"));
  const problems = loaded.ok ? [] : loaded.problems;
  expect(problems, wrong).toHaveLength(1);
  expect(problems[0]).toMatchObject({ line: index + 1, column: line.indexOf(key) + 1 });
  expect(problems[0]?.message).toContain(`Unknown key "${wrong}"`);
  expect(problems[0]?.message).toContain(`did you mean "${key}"?`);
}
