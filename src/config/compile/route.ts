import type { Route } from "../../core/routing/index.ts";
import type { Rule } from "../../core/rules/index.ts";
import type { RouteInput } from "../schema/route.ts";
import type { Path } from "../source/tree.ts";
import type { Context } from "./context.ts";
import { LabelNames } from "./label-names.ts";
import { escalationOf, timesOf } from "./route-times.ts";

type Inherited = Omit<
  Route,
  "path" | "matchers" | "continue" | "routes" | "muteTimes" | "activeTimes"
>;

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
  const tree = new RouteTree(context, new LabelNames(context, rules));
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
  readonly #labels: LabelNames;

  constructor(context: Context, labels: LabelNames) {
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
      ...escalationOf(this.#context, input, path, parent),
    };
    this.#checkTimes(input, path, own);
    const branches = input.routes ?? [];
    this.#checkReached(branches, path);
    return {
      ...own,
      ...timesOf(this.#context, input, path),
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
      this.#labels.checkMatcher(matcher, [...path, "matchers", i]);
    }
    for (const [i, label] of (input.group_by ?? []).entries()) {
      if (label !== "...") this.#labels.check(label, [...path, "group_by", i]);
    }
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
