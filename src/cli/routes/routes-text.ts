import {
  durationText,
  escalation,
  quietTimes,
  receiverText,
  type Settings,
} from "../../config/index.ts";
import { muteAt, type RouteTrace, spokenIn } from "../../core/routing/index.ts";
import { wallText } from "../../core/time/index.ts";
import type { Tried } from "./try-labels.ts";

/** routesText tells who is told of an alert with some labels and why, branch by branch. */
export function routesText(tried: Tried, settings: Settings): string {
  const { labels, at, trace, silencedBy, inhibits } = tried;
  const given = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  const lines = branchLines(trace, "", "");
  const width = Math.max(...lines.map(({ text }) => text.length));
  return [
    `An alert with ${given.length > 0 ? given.join(", ") : "no labels"}, ${wallText(at, settings.timezone)}`,
    "",
    ...lines.map(({ text, verdict }) => `${text.padEnd(width)}  ${verdict}`),
    "",
    "Told",
    ...spokenIn(trace).flatMap((one) => toldLines(one, at, settings)),
    ...silencedBy.map(
      ({ comment, author, id }) => `Not told now: silenced by ${id}, ${comment} (${author})`,
    ),
    ...inhibits.map((text) => `Not told while ${text}`),
    "",
  ].join("\n");
}

interface Line {
  readonly text: string;
  readonly verdict: string;
}

function branchLines(trace: RouteTrace, lead: string, below: string): Line[] {
  const { route, branches } = trace;
  const matchers = route.matchers.map(({ source }) => source).join(", ");
  const what = route.path === "0" ? "all alerts" : matchers || "every alert";
  const goesOn = route.continue ? " (continue)" : "";
  return [
    { text: `${lead}${what}${goesOn} → ${route.receiver}`, verdict: verdictText(trace) },
    ...branches.flatMap((branch, index) => {
      const last = index === branches.length - 1;
      return branchLines(
        branch,
        `${below}${last ? "└─ " : "├─ "}`,
        `${below}${last ? "   " : "│  "}`,
      );
    }),
  ];
}

function verdictText({ verdict, failed }: RouteTrace): string {
  switch (verdict) {
    case "speaks":
      return "tells";
    case "passes_on":
      return "a branch tells";
    case "no_match":
      return `no: ${failed.map(({ source }) => source).join(", ")}`;
    case "not_tried":
      return "not tried: an earlier branch has it";
  }
}

function toldLines({ route }: RouteTrace, at: number, settings: Settings): string[] {
  const { groupBy, groupWaitMs, groupIntervalMs, repeatIntervalMs } = route;
  const grouped = groupBy.includes("...") ? "all labels" : groupBy.join(", ") || "nothing";
  return [
    `  ${receiverText(route.receiver, settings.receivers)}`,
    `    grouped by ${grouped}; first after ${durationText(groupWaitMs)}, news after ${durationText(groupIntervalMs)}, again after ${durationText(repeatIntervalMs)}`,
    ...(muteAt(route, at) === null ? [] : [`    waits now: ${quietTimes(route).join(", ")}`]),
    ...escalation(route).map((text) => `    ${text}`),
  ];
}
