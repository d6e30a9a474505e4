import type { Contributor } from "../engine/finding.ts";
import type { Unit } from "../rules/spec.ts";

/**
 * Causes are what a message says of why an alert's value is what it is: what came since its receiver was last told of it,
 * or all of the window where nothing was told yet. Amounts are counted as contributors are: a rate's parts are streams.
 */
export interface Causes {
  readonly change: Change;
  /** First messages about long windows: what of it came of late. */
  readonly recent?: Recent;
  /** Streams are counted once for each tool and agent that they used, so their shares overlap. */
  readonly tools: readonly Contributor[];
  readonly agents: readonly Contributor[];
  /** The streams whose tools and agents these are, where they are not all: the largest, or of failures the newest. */
  readonly sampled?: { readonly streams: number; readonly value: number };
  /** The largest streams in the change. */
  readonly streams: readonly BigStream[];
  /** Failures: their error messages by likeness, the most frequent first. */
  readonly errors: readonly ErrorGroup[];
  /** When the budget is gone if it goes on like this, where that can be said. */
  readonly pace?: Pace;
  /** The zone that the rule's days begin in. */
  readonly timezone: string;
}

/** Change is how much came since a moment. */
export interface Change {
  /** When the receiver was last told, ms since the epoch; null where it is told for the first time. */
  readonly since: number | null;
  readonly value: number;
  readonly unit: Unit;
  /** The streams that have a part in it; none where nothing came since: then the parts are all of the window's. */
  readonly streams: number;
}

/** Recent is what of a long window came of late. */
export interface Recent {
  readonly name: "today" | "hour";
  readonly value: number;
  readonly streams: number;
  /** The largest contributor to it: a task, or where the alert is not about one member, a member. */
  readonly most?: Contributor;
}

/** BigStream is one of the largest streams. */
export interface BigStream {
  readonly id: string;
  readonly taskId: string;
  readonly title: string | null;
  readonly member: string | null;
  readonly model: string;
  readonly status: string;
  /** What Neo bills for it, nano-credits. */
  readonly spend: number;
  readonly createdAt: number;
}

/** ErrorGroup is error messages that are alike: the text with placeholders, and how many streams ended with it. */
export interface ErrorGroup {
  readonly text: string;
  readonly streams: number;
  /** Streams that failed, of which these are a part. */
  readonly of: number;
}

/** Pace is where a budget is heading: when it is gone, ms since the epoch, or null where it lasts to its window's end. */
export interface Pace {
  readonly goneAt: number | null;
  /** The window's end, ms since the epoch. */
  readonly until: number;
  readonly by: "window" | "forecast";
}
