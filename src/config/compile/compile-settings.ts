import type { Route } from "../../core/routing/index.ts";
import type { MemberGroup, Rule } from "../../core/rules/index.ts";
import { checkShape } from "../problems/check-shape.ts";
import type { Report } from "../problems/report.ts";
import { accountSchema } from "../schema/account.ts";
import { receiverSchema, smtpSchema } from "../schema/receiver.ts";
import { routeSchema } from "../schema/route.ts";
import { ruleSchema } from "../schema/rule.ts";
import { GENERAL_DEFAULTS, groupsSchema, rootSchema } from "../schema/settings-schema.ts";
import type { Receiver, Settings, SmtpSettings } from "../settings.ts";
import type { SecretFileReader } from "../source/secret-files.ts";
import { at } from "../source/tree.ts";
import { compileAccount } from "./accounts.ts";
import type { Context } from "./context.ts";
import { CONSOLE, compileReceiver } from "./receivers.ts";
import { compileRoute, rootRoute } from "./route.ts";
import { compileRule } from "./rules.ts";
import { entriesOf, namesIn } from "./sections.ts";
import { compileSmtp } from "./smtp.ts";

/** Compiled is a whole configuration and the names of the rules that are switched off. */
export interface Compiled {
  readonly settings: Settings;
  readonly disabledRules: readonly string[];
}

/** compileSettings checks a configuration tree and returns its settings; they hold only where nothing wrong was reported. */
export function compileSettings(report: Report, files: SecretFileReader): Compiled {
  dropEmptySections(report);
  const general = checkShape(report, rootSchema, [], files)?.value ?? GENERAL_DEFAULTS;
  const names = {
    accounts: namesIn(report, "accounts"),
    groups: namesIn(report, "groups"),
    rules: namesIn(report, "rules"),
    receivers: namesIn(report, "receivers"),
  };
  const accounts = entriesOf(report, "accounts", accountSchema, files).flatMap(
    (entry) => compileAccount(report, entry) ?? [],
  );
  if (!at(report.tree, ["accounts"])) {
    report.error([], 'There are no "accounts": name at least one Neo account to watch');
  }
  const groups = compileGroups(report, files);
  const historyMs = Math.min(...accounts.map((one) => one.historyMs));
  const context: Context = { report, general, groups, names, historyMs, clean: true };
  const { rules, disabledRules } = compileRules(context, files);
  const { receivers, smtp } = compileReceivers(report, files);
  return {
    disabledRules,
    settings: {
      timezone: general.timezone,
      usdPerCredit: general.usd_per_credit,
      evaluateEveryMs: general.evaluate_every,
      giveUpAfterMs: general.give_up_after,
      retentionMs: general.retention,
      server: general.server,
      accounts,
      groups,
      rules,
      receivers,
      smtp,
      route: compileRouting(context, files, rules, receivers),
    },
  };
}

/** A section whose entries are all commented out is as good as absent. */
function dropEmptySections({ tree }: Report): void {
  for (const [key, { value }] of [...tree.entries]) {
    const empty = value.kind === "scalar" && value.value === null;
    if (empty || (value.kind === "list" && value.items.length === 0)) tree.entries.delete(key);
  }
}

function compileGroups(report: Report, files: SecretFileReader): MemberGroup[] {
  const shaped = checkShape(report, groupsSchema, ["groups"], files);
  return Object.entries(shaped?.value ?? {}).map(([name, members]) => ({ name, members }));
}

function compileRules(context: Context, files: SecretFileReader) {
  const rules: Rule[] = [];
  const disabledRules: string[] = [];
  for (const entry of entriesOf(context.report, "rules", ruleSchema, files)) {
    // A rule that is switched off is checked all the same, so that it can be switched on.
    const rule = compileRule(context, entry);
    if (entry.value.enabled === false) disabledRules.push(entry.value.name);
    else if (rule) rules.push(rule);
  }
  if (!at(context.report.tree, ["rules"])) {
    context.report.warn(
      [],
      'There are no "rules": streams are collected, but nobody is told anything',
    );
  }
  return { rules, disabledRules };
}

function compileReceivers(report: Report, files: SecretFileReader) {
  const shaped = checkShape(report, smtpSchema, ["smtp"], files);
  const smtp: SmtpSettings | null = shaped?.clean ? compileSmtp(report, shaped.value) : null;
  const hasSmtp = at(report.tree, ["smtp"]) !== undefined;
  const receivers: Receiver[] = entriesOf(report, "receivers", receiverSchema, files).map((entry) =>
    compileReceiver(report, entry, hasSmtp),
  );
  if (!at(report.tree, ["receivers"])) {
    report.warn([], 'There are no "receivers": alerts are only printed to the console');
    receivers.push(CONSOLE);
  }
  return { receivers, smtp };
}

function compileRouting(
  context: Context,
  files: SecretFileReader,
  rules: readonly Rule[],
  receivers: readonly Receiver[],
): Route {
  const { report, names } = context;
  const fallback = rootRoute(receivers[0]?.name ?? names.receivers[0] ?? CONSOLE.name);
  if (!at(report.tree, ["route"])) {
    if (names.receivers.length > 1) {
      report.error([], 'There are several receivers but no "route" that says who is told; add one');
    }
    return fallback;
  }
  // Names of receivers that the file does not list itself: the console stands in for none.
  const known = {
    ...names,
    receivers: names.receivers.length > 0 ? names.receivers : [CONSOLE.name],
  };
  const shaped = checkShape(report, routeSchema, ["route"], files);
  const route =
    shaped && compileRoute({ ...context, names: known, clean: shaped.clean }, shaped.value, rules);
  if (route) warnUnused(context, route);
  return route ?? fallback;
}

function warnUnused({ report, names }: Context, route: Route): void {
  const used = new Set<string>();
  const walk = (node: Route): void => {
    used.add(node.receiver);
    node.routes.forEach(walk);
  };
  walk(route);
  for (const [index, name] of names.receivers.entries()) {
    if (!used.has(name))
      report.warn(["receivers", index], `No branch of the route tree leads to receiver "${name}"`);
  }
}
