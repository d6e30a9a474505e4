import type { Route } from "../../core/routing/index.ts";
import { DIMENSIONS, type Rule, SEVERITIES } from "../../core/rules/index.ts";
import type { RouteInput } from "../schema/route.ts";
import { RESERVED_LABELS } from "../schema/where.ts";
import type { Path } from "../source/tree.ts";
import type { ParsedMatcher } from "../values/label-matcher.ts";
import type { Context } from "./context.ts";

type Inherited = Omit<Route, "path" | "matchers" | "continue" | "routes">;

/** rootRoute returns a tree of one node that sends everything to one receiver. */
export function rootRoute(receiver: string): Route {
  return { ...defaults(receiver), path: "0", matchers: [], continue: false, routes: [] };
}

/** compileRoute fills in what the route tree's nodes inherit, and checks the names that they use. */
export function compileRoute(
  context: Context,
  input: RouteInput,
  rules: readonly Rule[],
): Route | null {
  const { report } = context;
  const path = ["route"];
  if (input.matchers?.length) {
    report.keyError(
      [...path, "matchers"],
      'The top of the route tree takes every alert; put "matchers" on a branch under "routes"',
    );
  }
  if (input.continue !== undefined) {
    report.keyError(
      [...path, "continue"],
      '"continue" goes on a branch under "routes"; the top has nothing after it',
    );
  }
  if (input.receiver === undefined) {
    if (context.clean)
      report.error(
        path,
        'The top of the route tree needs a "receiver", for alerts that no branch takes',
      );
    return null;
  }
  const labels = [
    ...new Set([
      ...RESERVED_LABELS,
      ...DIMENSIONS,
      ...rules.flatMap((rule) => Object.keys(rule.labels)),
    ]),
  ];
  const tree = new RouteTree(context, labels);
  return tree.node(input, path, "0", defaults(input.receiver));
}

function defaults(receiver: string): Inherited {
  return {
    receiver,
    groupBy: ["rule"],
    groupWaitMs: 30_000,
    groupIntervalMs: 300_000,
    repeatIntervalMs: 14_400_000,
  };
}

class RouteTree {
  readonly #context: Context;
  readonly #labels: readonly string[];

  constructor(context: Context, labels: readonly string[]) {
    this.#context = context;
    this.#labels = labels;
  }

  node(input: RouteInput, path: Path, id: string, parent: Inherited): Route {
    this.#check(input, path);
    const own: Inherited = {
      receiver: input.receiver ?? parent.receiver,
      groupBy: input.group_by ?? parent.groupBy,
      groupWaitMs: input.group_wait ?? parent.groupWaitMs,
      groupIntervalMs: input.group_interval ?? parent.groupIntervalMs,
      repeatIntervalMs: input.repeat_interval ?? parent.repeatIntervalMs,
    };
    this.#checkTimes(input, path, own);
    const branches = input.routes ?? [];
    this.#checkReached(branches, path);
    return {
      ...own,
      path: id,
      matchers: input.matchers ?? [],
      continue: input.continue ?? false,
      routes: branches.map((one, i) => this.node(one, [...path, "routes", i], `${id}/${i}`, own)),
    };
  }

  #check(input: RouteInput, path: Path): void {
    const { report, names } = this.#context;
    const { receiver } = input;
    if (receiver !== undefined && !names.receivers.includes(receiver)) {
      report.unknownName([...path, "receiver"], "receiver", receiver, names.receivers);
    }
    for (const [i, matcher] of (input.matchers ?? []).entries()) {
      this.#checkMatcher(matcher, [...path, "matchers", i]);
    }
    for (const [i, label] of (input.group_by ?? []).entries()) {
      if (label !== "...") this.#checkLabel(label, [...path, "group_by", i]);
    }
  }

  #checkLabel(label: string, path: Path): boolean {
    if (this.#labels.includes(label)) return true;
    const message = `No alert has a label "${label}"`;
    this.#context.report.unknownWord(path, message, label, this.#labels);
    return false;
  }

  #checkMatcher({ label, operator, value }: ParsedMatcher, path: Path): void {
    const { report, names } = this.#context;
    if (!this.#checkLabel(label, path) || !["=", "!="].includes(operator)) return;
    const known = { severity: SEVERITIES, rule: names.rules, account: names.accounts }[label];
    if (!known || value === "" || known.some((one) => one === value)) return;
    report.unknownWord(path, `There is no ${label} "${value}"`, value, known);
  }

  #checkTimes(input: RouteInput, path: Path, own: Inherited): void {
    if (own.repeatIntervalMs >= own.groupIntervalMs) return;
    const key = input.repeat_interval === undefined ? "group_interval" : "repeat_interval";
    const message =
      '"repeat_interval" is shorter than "group_interval", which a repetition waits for';
    if (input[key] !== undefined) this.#context.report.warn([...path, key], message);
  }

  #checkReached(branches: readonly RouteInput[], path: Path): void {
    const last = branches.findIndex((one) => !one.matchers?.length && !one.continue);
    if (!this.#context.clean || last < 0 || last === branches.length - 1) return;
    this.#context.report.warn(
      [...path, "routes", last + 1],
      "No alert gets this far: the branch before it takes every alert; give that one matchers or continue: true",
    );
  }
}
