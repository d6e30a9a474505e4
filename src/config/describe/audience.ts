import type { Route } from "../../core/routing/index.ts";

/** Told is a receiver that an alert reaches, and the matchers that only its run-time labels can decide. */
export interface Told {
  readonly receiver: string;
  readonly provided: readonly string[];
}

/** KnownLabels are the labels that the configuration alone tells of an alert; null for those known only at run time. */
export type KnownLabels = Readonly<Record<string, string | null>>;

/** audience tells who would be told of an alert, following the route tree as far as its labels are known. */
export function audience(route: Route, labels: KnownLabels): Told[] {
  return unique(reach(route, labels, []));
}

function reach(route: Route, labels: KnownLabels, provided: readonly string[]): Told[] {
  const told: Told[] = [];
  let certain = false;
  for (const branch of route.routes) {
    const open = undecided(branch, labels);
    if (open === null) continue;
    told.push(...reach(branch, labels, [...provided, ...open]));
    if (open.length > 0) continue;
    certain = true;
    if (!branch.continue) break;
  }
  // A node speaks itself only where none of its branches does.
  return certain ? told : [...told, { receiver: route.receiver, provided }];
}

/** The matchers that cannot be decided yet; null where one of them certainly fails. */
function undecided(branch: Route, labels: KnownLabels): string[] | null {
  const open: string[] = [];
  for (const matcher of branch.matchers) {
    const value = labels[matcher.label];
    if (value === null) open.push(matcher.source);
    else if (!matcher.matches(value ?? "")) return null;
  }
  return open;
}

function unique(told: readonly Told[]): Told[] {
  const byText = new Map(told.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()];
}
