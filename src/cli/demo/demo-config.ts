/** DemoConfigInput is what the demo's configuration must know of its surroundings. */
export interface DemoConfigInput {
  readonly simulatorUrl: string;
  readonly slackUrl: string;
  readonly timezone: string;
  /** Day of the month on which the budget's month begins. */
  readonly startsOn: number;
  /** Each member's budget for a month, credits. */
  readonly budget: number;
}

/**
 * demoConfig writes the configuration that the demo runs with. It is meant to be read: everything a real one has,
 * with shorter times, so that a minute shows what a day would. Secrets come by environment, as they should.
 */
export function demoConfig(input: DemoConfigInput): string {
  return `# The demo's configuration, written anew at each start. Copy what you like into your own.
timezone: ${input.timezone}
usd_per_credit: 10
evaluate_every: 1s
server: { port: 0 }

accounts:
  - name: acme
    api_key: \${NEO_API_KEY}
    base_url: ${input.simulatorUrl}
    poll_every: 2s             # 60s is right for the real API
    history: 35d
    reconcile_every: 1m

groups:
  red-team: [lead@acme.io, "*@red.acme.io"]
  blue-team: ["*@blue.acme.io"]
  appsec: ["*@appsec.acme.io"]

rules:
  - name: member-month
    budget:
      metric: neo_credits
      limit: ${input.budget} credits
      window: { calendar: month, starts_on: ${input.startsOn} }
      steps: [50%, 80%, 100%]
    by: [member]
    overrides:
      - match: { member: lead@acme.io }
        limit: $1200
    severity: { 50%: info, 80%: warning, 100%: critical }
    summary: Ask in the budget channel before you start long campaigns.

  - name: byok-month
    budget:
      metric: byok_cost
      limit: $500
      window: { calendar: month, starts_on: ${input.startsOn} }
      steps: [80%, 100%]
    by: [member]

  - name: credit-spike
    spike: { metric: neo_credits, over: 6h, times: 3, versus: 7d, at_least: 3 credits }
    by: [member]
    severity: critical
    summary: An agent may be running in a loop. Stop the task in Neo if nobody is watching it.

  - name: error-rate
    threshold: { metric: error_rate, over: 2m, above: 20%, resolve_below: 15%, min_streams: 10 }
    by: [member]
    severity: warning

  - name: failed-or-blocked
    stream: { status: [failed, blocked] }
    by: [member]

receivers:
  - name: budget-channel
    slack: [{ token: "\${SLACK_BOT_TOKEN}", channel: "#neo-budget", api_url: "${input.slackUrl}" }]
  - name: incident-channel
    slack: [{ token: "\${SLACK_BOT_TOKEN}", channel: "#neo-incidents", api_url: "${input.slackUrl}" }]
  - name: finance
    email: [{ to: [finance@acme.io] }]
  - name: terminal
    console: [{}]
slack_app: { app_token: "\${SLACK_APP_TOKEN}", api_url: "${input.slackUrl}" }   # whose buttons are listened to
smtp: { url: "\${SMTP_URL}", from: "Neo budget <budget@acme.io>" }

route:
  receiver: budget-channel
  group_by: [rule, member]
  group_wait: 1s
  group_interval: 5s
  repeat_interval: 4h
  routes:
    - matchers: [severity="critical"]
      receiver: terminal
      continue: true
    - matchers: [rule=~"member-month|byok-month|credit-spike", severity=~"warning|critical"]
      receiver: finance
      continue: true
    - matchers: [rule=~"error-rate|failed-or-blocked"]
      receiver: incident-channel
    - receiver: budget-channel   # whatever came past the branches above
`;
}
