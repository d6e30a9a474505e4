import type { Route } from "../../core/routing/index.ts";
import type { MemberGroup, Rule } from "../../core/rules/index.ts";
import { checkShape } from "../problems/check-shape.ts";
import type { Report } from "../problems/report.ts";
import { accountSchema } from "../schema/account.ts";
import { inhibitRuleSchema, silenceSchema } from "../schema/quiet.ts";
import { receiverSchema, smtpSchema } from "../schema/receiver.ts";
import { routeSchema } from "../schema/route.ts";
import { ruleSchema } from "../schema/rule.ts";
import { GENERAL_DEFAULTS, groupsSchema, rootSchema } from "../schema/settings-schema.ts";
import { slackAppSchema } from "../schema/slack-app.ts";
import { timeIntervalSchema } from "../schema/time-interval.ts";
import type { Receiver, Settings, SmtpSettings } from "../settings.ts";
import type { SecretFileReader } from "../source/secret-files.ts";
import { at } from "../source/tree.ts";
import { compileAccount } from "./accounts.ts";
import type { Context } from "./context.ts";
import { LabelNames } from "./label-names.ts";
import { checkTopReceiver } from "./owners.ts";
import { compileInhibitRule, compileSilences } from "./quiet.ts";
import { CONSOLE, compileReceiver } from "./receivers.ts";
import { compileRoute, rootRoute } from "./route.ts";
import { compileRule } from "./rules.ts";
import { entriesOf, namesIn } from "./sections.ts";
import { compileServer } from "./server.ts";
import { compileSlackApp } from "./slack-app.ts";
import { compileSmtp } from "./smtp.ts";
import { compileInterval } from "./time-intervals.ts";

/** Compiled is a whole configuration and the names of the rules that are switched off. */
export interface Compiled {
  readonly settings: Settings;
  readonly disabledRules: readonly string[];
}

/** compileSettings checks a configuration tree and returns its settings; they hold only where nothing wrong was reported. */
export function compileSettings(report: Report, files: SecretFileReader): Compiled {
  dropEmptySections(report);
  const shapes = checkShapes(report, files);
  const { general } = shapes;
  const accounts = shapes.accounts.flatMap((entry) => compileAccount(report, entry) ?? []);
  const context: Context = {
    report,
    general,
    groups: shapes.groups,
    names: {
      accounts: namesIn(report, "accounts"),
      groups: shapes.groupNames,
      rules: namesIn(report, "rules"),
      receivers: namesIn(report, "receivers"),
      timeIntervals: namesIn(report, "time_intervals"),
    },
    timeIntervals: shapes.timeIntervals.map((entry) =>
      compileInterval(report, entry, general.timezone),
    ),
    historyMs: Math.min(...accounts.map((one) => one.historyMs)),
    clean: true,
  };
  const { rules, disabledRules } = compileRules(context, shapes.rules);
  const labels = new LabelNames(context, rules);
  const { receivers, smtp } = compileReceivers(report, shapes);
  const slackApp = compileSlackApp(report, shapes.slackApp, receivers);
  warnAbsent(report);
  return {
    disabledRules,
    settings: {
      timezone: general.timezone,
      usdPerCredit: general.usd_per_credit,
      evaluateEveryMs: general.evaluate_every,
      amendFromPpm: general.amend_from,
      giveUpAfterMs: general.give_up_after,
      retentionMs: general.retention,
      server: compileServer(report, shapes.server),
      accounts,
      groups: shapes.groups,
      rules,
      receivers,
      smtp,
      ...(slackApp && { slackApp }),
      route: compileRouting(context, shapes.route, rules, receivers),
      inhibitRules: shapes.inhibitRules.map((entry) => compileInhibitRule(labels, entry)),
      silences: shapes.silences.flatMap((entry) => compileSilences(context, labels, entry)),
    },
  };
}

type Shapes = ReturnType<typeof checkShapes>;

/** Every section's shape comes first: it puts misspelt keys right, and only then are all names known. */
function checkShapes(report: Report, files: SecretFileReader) {
  const root = checkShape(report, rootSchema, [], files);
  const general = root?.value ?? GENERAL_DEFAULTS;
  // Taken before they are checked: a cost centre with a wrong member is left out, and yet there.
  const groupNames = namesIn(report, "groups");
  const groups = checkShape(report, groupsSchema, ["groups"], files)?.value ?? {};
  return {
    general,
    server: { value: general.server, clean: root?.clean === true },
    groupNames,
    accounts: entriesOf(report, "accounts", accountSchema, files),
    groups: Object.entries(groups).map(([name, members]): MemberGroup => ({ name, members })),
    rules: entriesOf(report, "rules", ruleSchema, files),
    receivers: entriesOf(report, "receivers", receiverSchema, files),
    smtp: checkShape(report, smtpSchema, ["smtp"], files),
    slackApp: checkShape(report, slackAppSchema, ["slack_app"], files),
    route: checkShape(report, routeSchema, ["route"], files),
    timeIntervals: entriesOf(report, "time_intervals", timeIntervalSchema, files),
    inhibitRules: entriesOf(report, "inhibit_rules", inhibitRuleSchema, files),
    silences: entriesOf(report, "silences", silenceSchema, files),
  };
}

/** What is not there at all. */
function warnAbsent(report: Report): void {
  const has = (section: string) => at(report.tree, [section]) !== undefined;
  if (!has("accounts")) {
    report.error([], 'There are no "accounts": name at least one Neo account to watch');
  }
  if (!has("rules")) {
    report.warn([], 'There are no "rules": streams are collected, but nobody is told anything');
  }
  if (!has("receivers")) {
    report.warn([], 'There are no "receivers": alerts are only printed to the console');
  }
}

/** A section whose entries are all commented out is as good as absent. */
function dropEmptySections({ tree }: Report): void {
  for (const [key, { value }] of [...tree.entries]) {
    if (!(key in rootSchema.shape)) continue;
    const empty = value.kind === "scalar" && value.value === null;
    if (empty || (value.kind === "list" && value.items.length === 0)) tree.entries.delete(key);
  }
}

function compileRules(context: Context, entries: Shapes["rules"]) {
  const rules: Rule[] = [];
  const disabledRules: string[] = [];
  for (const entry of entries) {
    // A rule that is switched off is checked all the same, so that it can be switched on.
    const rule = compileRule(context, entry);
    if (entry.value.enabled === false) disabledRules.push(entry.value.name);
    else if (rule) rules.push(rule);
  }
  return { rules, disabledRules };
}

function compileReceivers(report: Report, shapes: Shapes) {
  const smtp: SmtpSettings | null = shapes.smtp?.clean
    ? compileSmtp(report, shapes.smtp.value)
    : null;
  const has = (section: string) => at(report.tree, [section]) !== undefined;
  const beside = { smtp: has("smtp"), slackApp: has("slack_app") };
  const receivers = shapes.receivers.map((entry) => compileReceiver(report, entry, beside));
  return { receivers: at(report.tree, ["receivers"]) ? receivers : [CONSOLE], smtp };
}

function compileRouting(
  context: Context,
  shaped: Shapes["route"],
  rules: readonly Rule[],
  receivers: readonly Receiver[],
): Route {
  const { report, names } = context;
  const fallback = rootRoute(receivers[0]?.name ?? CONSOLE.name);
  if (!at(report.tree, ["route"])) {
    if (names.receivers.length > 1) {
      report.error([], 'There are several receivers but no "route" that says who is told; add one');
    }
    checkTopReceiver(report, receivers[0], ["receivers", 0]);
    return fallback;
  }
  // Where the file lists no receivers, the console is the one there is.
  const known = names.receivers.length > 0 ? names.receivers : [CONSOLE.name];
  const route =
    shaped &&
    compileRoute(
      { ...context, names: { ...names, receivers: known }, clean: shaped.clean },
      shaped.value,
      rules,
    );
  if (route) warnUnused(context, route);
  const top = receivers.find(({ name }) => name === route?.receiver);
  checkTopReceiver(report, top, ["route", "receiver"]);
  return route ?? fallback;
}

function warnUnused({ report, names }: Context, route: Route): void {
  const used = new Set<string>();
  const walk = (node: Route): void => {
    for (const name of [node.receiver, ...(node.escalateTo ?? [])]) used.add(name);
    node.routes.forEach(walk);
  };
  walk(route);
  for (const [index, name] of names.receivers.entries()) {
    if (!used.has(name))
      report.warn(["receivers", index], `No branch of the route tree leads to receiver "${name}"`);
  }
}
