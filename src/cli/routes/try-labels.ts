import type { Settings } from "../../config/index.ts";
import { matchesAll, type Silence, silencesAt } from "../../core/quiet/index.ts";
import { muteAt, type RouteTrace, spokenIn, traceRoutes } from "../../core/routing/index.ts";
import { createIntervalCalendar } from "../../core/time/index.ts";

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
  return {
    ...{ labels, at, trace: traceRoutes(route, labels) },
    silencedBy: silencesAt(silences, at, createIntervalCalendar())
      .map(({ silence }) => silence)
      .filter(({ matchers }) => matchesAll(matchers, labels)),
    inhibits: inhibitRules
      .filter(({ target }) => matchesAll(target, labels))
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
    told: spokenIn(trace).map(({ route }) => ({
      receiver: route.receiver,
      path: route.path,
      groupBy: route.groupBy,
      mute: muteAt(route, at),
      escalateTo: route.escalateTo ?? [],
    })),
    silencedBy: silencedBy.map(({ id, author, comment }) => ({ id, author, comment })),
    inhibits,
  };
}
