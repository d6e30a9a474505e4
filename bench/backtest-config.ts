/** backtestConfig is a configuration with twenty rules like those that the engine's figures are measured with. */
export function backtestConfig(): string {
  const budget = (by: string, window: string, credits: number, metric = "neo_credits") => `
  - name: ${metric}-${by}-${window}
    budget: { metric: ${metric}, limit: ${credits} credits, window: ${window}, steps: [80%, 100%] }
    by: [${by}]`;
  const threshold = (by: string, over: string, metric: string, above: string) => `
  - name: ${metric.replace(/\W/g, "-")}-${by}-${over}
    threshold: { metric: ${metric}, over: ${over}, above: ${above}, min_streams: 10 }
    by: [${by}]`;
  const spike = (over: string, atLeast: number, season = "") => `
  - name: spike-${over}${season === "" ? "" : "-season"}
    spike: { metric: neo_credits, over: ${over}, times: 3, versus: 7d, at_least: ${atLeast} credits${season} }
    by: [member]`;
  return `
timezone: UTC
accounts: [{ name: acme, api_key: bench }]
groups:${Array.from(
    { length: 20 },
    (_, team) => `
  team-${team}: ["*@team-${team}.acme.io"]`,
  ).join("")}
rules:${[
    budget("member", "1h", 20),
    budget("member", "1d", 60),
    budget("member", "7d", 300),
    budget("member", "30d", 800),
    budget("model", "1d", 4_000, "spend"),
    budget("model", "7d", 20_000, "spend"),
    budget("account", "1d", 9_000, "spend"),
    budget("account", "30d", 250_000, "spend"),
    budget("group", "7d", 6_000, "spend"),
    budget("group", "30d", 9_000, "byok_cost"),
    threshold("member", "1h", "error_rate", "70%"),
    threshold("member", "1d", "error_rate", "50%"),
    threshold("model", "6h", "blocked_rate", "5%"),
    threshold("member", "1d", "execution_time.p95", "3700s"),
    threshold("account", "1d", "wasted_rate", "30%"),
    threshold("member", "1d", "tasks", "500"),
    spike("1h", 2),
    spike("6h", 5),
    spike("1h", 2, ", season: day"),
  ].join("")}
  - name: blocked
    stream: { status: [blocked] }
    by: [member]
receivers:
  - name: everyone
    console: [{}]
route: { receiver: everyone, group_by: [rule], group_wait: 0s, group_interval: 5m, repeat_interval: 4h }
`;
}
