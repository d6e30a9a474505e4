import type { Span } from "../engine/finding.ts";
import type { WindowSpec } from "../rules/spec.ts";
import {
  calendarPeriod,
  durationName,
  isoStart,
  LONGEST_PERIOD_MS,
  momentOfIso,
  periodFinder,
} from "../time/index.ts";

/** Placed is a window at one moment: it covers times in (low, high]. */
export interface Placed {
  readonly low: number;
  readonly high: number;
  /** What names the window in an alert's ref: a calendar window's start as ISO text, empty for rolling ones. */
  readonly id: string;
  readonly span: Span;
}

/** Frame places one kind of window in time. */
export interface Frame {
  readonly rolling: boolean;
  /** The longest that the window can be, ms. */
  readonly longestMs: number;
  at(at: number): Placed;
  /** The window of an earlier id, now over; an empty one where the id is none of this kind of window. */
  closed(id: string, at: number): Placed;
}

/** frameOf builds the frame of a window as a rule gives it. */
export function frameOf(spec: WindowSpec): Frame {
  return spec.kind === "rolling" ? rollingFrame(spec.ms) : calendarFrame(spec);
}

/** windowKey is a window as canonical text. */
export function windowKey(spec: WindowSpec): string {
  if (spec.kind === "rolling") return `${spec.ms}ms`;
  const week = spec.unit === "week" ? ` from ${spec.weekStarts}` : "";
  const dated = spec.unit === "month" || spec.unit === "quarter" || spec.unit === "year";
  return `${spec.unit} in ${spec.timezone}${week}${dated ? ` from day ${spec.startsOn}` : ""}`;
}

function rollingFrame(ms: number): Frame {
  const name = durationName(ms);
  return {
    rolling: true,
    longestMs: ms,
    at: (at) => ({ low: at - ms, high: at, id: "", span: { name, from: at - ms, to: at } }),
    closed: (id, at) => nothing(id, name, at),
  };
}

function calendarFrame(spec: Extract<WindowSpec, { kind: "calendar" }>): Frame {
  const period = periodFinder(spec);
  let named = { start: Number.NaN, id: "" };
  return {
    rolling: false,
    longestMs: LONGEST_PERIOD_MS[spec.unit],
    at: (at) => {
      const { start } = period(at);
      if (named.start !== start) named = { start, id: isoStart(start, spec.timezone) };
      return {
        low: start - 1,
        high: at,
        id: named.id,
        span: { name: spec.unit, from: start, to: at },
      };
    },
    closed: (id, at) => {
      const start = momentOfIso(id);
      if (start === null) return nothing(id, spec.unit, at);
      const { next } = calendarPeriod(spec, start);
      return {
        low: start - 1,
        high: next - 1,
        id,
        span: { name: spec.unit, from: start, to: next },
      };
    },
  };
}

function nothing(id: string, name: string, at: number): Placed {
  return { low: at, high: at, id, span: { name, from: at, to: at } };
}
