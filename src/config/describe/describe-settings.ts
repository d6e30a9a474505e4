import { usdText } from "../../core/money.ts";
import type { Route } from "../../core/routing/index.ts";
import type { AccountSettings, Settings } from "../settings.ts";
import { durationText } from "../values/duration.ts";
import { percentText } from "../values/percent.ts";
import { columns } from "./columns.ts";
import { describeRule } from "./describe-rule.ts";
import { escalation, inhibitLine, quietTimes, silenceRow } from "./quiet-text.ts";
import { receiverText } from "./receiver-text.ts";

/**
 * describeSettings prints what was understood of a configuration, for a person to compare with what was meant:
 * accounts, rules in words with their limits in credits and dollars, who is told, and the route tree.
 */
export function describeSettings(settings: Settings): string {
  const { accounts, groups, rules } = settings;
  const sections = [
    section("General", columns(general(settings), "  ")),
    section("Accounts", columns(accounts.map(accountRow), "  ")),
    section(
      "Cost centres",
      columns(
        groups.map(({ name, members }) => [name, members.map((one) => one.source).join(", ")]),
        "  ",
      ),
    ),
    section(
      "Rules",
      rules.flatMap((rule) => describeRule(rule, settings)),
    ),
    section("Routes", routeLines(settings.route, settings, "  ")),
    section("Inhibition", settings.inhibitRules.map(inhibitLine)),
    section("Silences", columns(settings.silences.map(silenceRow), "  ")),
  ];
  return sections.filter((text) => text !== "").join("\n");
}

/** routeTreeText prints the route tree: each branch with its receiver and its timings. */
export function routeTreeText(settings: Settings): string {
  return routeLines(settings.route, settings, "").join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length > 0 ? `${title}\n${lines.join("\n")}\n` : "";
}

function general(settings: Settings): string[][] {
  const { host, port, taskHook } = settings.server;
  const server = [
    `http://${host}:${port}`,
    ...whoMay(settings.server),
    ...(taskHook ? ["takes calls that a task is complete"] : []),
  ];
  return [
    ["time zone", settings.timezone],
    ["one credit", usdText(1_000_000_000, settings.usdPerCredit)],
    ["evaluated", `when streams come in, and every ${durationText(settings.evaluateEveryMs)}`],
    ["corrected", correctedText(settings.amendFromPpm)],
    ["streams kept", durationText(settings.retentionMs)],
    ["messages tried", `for ${durationText(settings.giveUpAfterMs)}`],
    ["server", server.join(", ")],
    ...(settings.slackApp ? [["Slack", slackText(settings.slackApp)]] : []),
    ...(settings.smtp ? [["mail", `from ${settings.smtp.from} by ${settings.smtp.url}`]] : []),
  ];
}

function whoMay({ tokens, trustedProxy }: Settings["server"]): string[] {
  const named = tokens.map(({ name, scopes }) => `${name} (${scopes.at(-1)})`).join(", ");
  return [
    ...(tokens.length > 0 ? [`with ${tokens.length > 1 ? "tokens" : "a token"} of ${named}`] : []),
    ...(trustedProxy
      ? [
          `for whom ${trustedProxy.from.join(", ")} names in ${trustedProxy.header} (${trustedProxy.scopes.at(-1)})`,
        ]
      : []),
  ];
}

function slackText({ appToken, allowedUsers }: NonNullable<Settings["slackApp"]>): string {
  const way = appToken ? "by Socket Mode" : "by calls to /hooks/slack";
  const who = allowedUsers ? `from ${allowedUsers.join(", ")}` : "from everybody there";
  return `takes buttons and /neo-budget ${way}, ${who}`;
}

function correctedText(from: number | null): string {
  if (from === null) return "never";
  return `what was told, once edits of streams differ by ${percentText(from)} of it`;
}

function accountRow(account: AccountSettings): string[] {
  const auth = account.auth === "api_key" ? "X-Api-Key" : "Bearer";
  return [
    account.name,
    account.baseUrl,
    `${auth} ${account.credential}`,
    `polled every ${durationText(account.pollEveryMs)}`,
    `first start reads ${durationText(account.historyMs)}`,
    `late streams for ${durationText(account.settleMs)}`,
  ];
}

function routeLines(route: Route, settings: Settings, indent: string): string[] {
  const matchers = route.matchers.map(({ source }) => source).join(", ");
  const head = route.path === "0" ? "all alerts" : matchers || "every alert";
  const groupBy = route.groupBy.includes("...") ? "all labels" : route.groupBy.join(", ");
  const times = [
    `grouped by ${groupBy || "nothing"}`,
    `first after ${durationText(route.groupWaitMs)}`,
    `news after ${durationText(route.groupIntervalMs)}`,
    `again after ${durationText(route.repeatIntervalMs)}`,
    ...(route.continue ? ["and on to the next branch"] : []),
    ...quietTimes(route),
    ...escalation(route),
  ];
  return [
    `${indent}${head} → ${receiverText(route.receiver, settings.receivers)}`,
    `${indent}  ${times.join(", ")}`,
    ...route.routes.flatMap((branch) => routeLines(branch, settings, `${indent}  `)),
  ];
}
