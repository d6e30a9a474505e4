import type { Settings } from "../../config/index.ts";
import type { Silence } from "../../core/quiet/index.ts";
import {
  type LabelMatcher,
  type RouteTrace,
  spokenIn,
  traceRoutes,
} from "../../core/routing/index.ts";
import { holdsAt } from "../../core/time/index.ts";

/** Tried is what the configuration does with an alert of some labels at a moment, ms since the epoch. */
export interface Tried {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: number;
  readonly trace: RouteTrace;
  /** Silences of the configuration that hold for it at that moment. */
  readonly silencedBy: readonly Silence[];
  /** What would inhibit it, in words. */
  readonly inhibits: readonly string[];
}

/** tryLabels finds who would be told of an alert, and what of the configuration would keep it quiet. */
export function tryLabels(
  { route, silences, inhibitRules }: Pick<Settings, "route" | "silences" | "inhibitRules">,
  labels: Readonly<Record<string, string>>,
  at: number,
): Tried {
  const matches = (matchers: readonly LabelMatcher[]) =>
    matchers.every((one) => one.matches(labels[one.label] ?? ""));
  return {
    ...{ labels, at, trace: traceRoutes(route, labels, at) },
    silencedBy: silences.filter(
      ({ matchers, startsAt, endsAt, every }) =>
        at >= startsAt && at < endsAt && (!every || holdsAt(every, at)) && matches(matchers),
    ),
    inhibits: inhibitRules
      .filter(({ target }) => matches(target))
      .map(({ source, equal }) => {
        const same = equal.map((name) => `${name}="${labels[name] ?? ""}"`);
        return `an alert fires with ${[...source.map((one) => one.source), ...same].join(", ")}`;
      }),
  };
}

/** plainTried is Tried as plain data, for `--json`. */
export function plainTried({ labels, at, trace, silencedBy, inhibits }: Tried): unknown {
  return {
    labels,
    at: new Date(at).toISOString(),
    told: spokenIn(trace).map(({ route, mute }) => ({
      receiver: route.receiver,
      path: route.path,
      groupBy: route.groupBy,
      mute,
      escalateTo: route.escalateTo ?? [],
    })),
    silencedBy: silencedBy.map(({ id, author, comment }) => ({ id, author, comment })),
    inhibits,
  };
}
