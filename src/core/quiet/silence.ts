import type { LabelMatcher } from "../routing/route.ts";
import type { TimeInterval } from "../time/time-interval.ts";

/** MatcherText is a matcher as it is stored, shown and exchanged: its parts as text. */
export interface MatcherText {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** CompileMatcher makes a matcher of its parts; a value that is no regular expression where one is needed is an OperatorError. */
export type CompileMatcher = (matcher: MatcherText) => LabelMatcher & MatcherText;

/** StoredSilence is a silence as it is kept: set by a person or a program, until it ends or is expired. Moments in ms since the epoch. */
export interface StoredSilence {
  readonly id: string;
  readonly matchers: readonly MatcherText[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly author: string;
  readonly comment: string;
  readonly updatedAt: number;
}

/** Silence keeps alerts quiet that all its matchers match, from startsAt on and before endsAt, and within `every` where that is given. */
export interface Silence extends Omit<StoredSilence, "matchers" | "updatedAt"> {
  readonly matchers: readonly LabelMatcher[];
  /** It comes again and again (a silence of the configuration). */
  readonly every?: TimeInterval;
}
