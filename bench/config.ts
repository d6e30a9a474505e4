/** BenchConfig is where the benchmarked daemon finds its stand-ins. */
export interface BenchConfig {
  readonly neoUrl: string;
  readonly slackUrl?: string;
  readonly history: string;
}

/** benchConfig is a configuration with a rule of every kind over every member, polled once a second, told without waiting. */
export function benchConfig({ neoUrl, slackUrl, history }: BenchConfig): string {
  const receiver = slackUrl
    ? `slack: [{ token: xoxb-bench, channel: "#bench", api_url: "${slackUrl}" }]`
    : "console: [{}]";
  return `
evaluate_every: 30s
server: { port: 0 }
accounts:
  - { name: bench, api_key: "\${NEO_API_KEY}", base_url: "${neoUrl}", poll_every: 1s, history: ${history} }
rules:
  - name: member-month
    budget: { metric: neo_credits, limit: 500 credits, window: month, steps: [50%, 80%, 100%] }
    by: [member]
  - name: team-30d
    budget: { metric: spend, limit: 5000 credits, window: 30d, steps: [80%, 100%] }
  - name: error-rate
    threshold: { metric: error_rate, over: 1h, above: 60%, min_streams: 50 }
    by: [member]
  - name: credit-spike
    spike: { metric: neo_credits, over: 1h, times: 3, versus: 7d, at_least: 50 credits }
    by: [member]
  - name: failed-or-blocked
    stream: { status: [blocked] }
    by: [member]
receivers:
  - name: everyone
    ${receiver}
route:
  receiver: everyone
  group_by: ["..."]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 30d
`;
}
