import { OperatorError } from "../../core/errors.ts";
import { matchesAll } from "../../core/quiet/index.ts";
import type { LabelMatcher } from "../../core/routing/index.ts";
import type { StandingAlert } from "./standing.ts";
import { labelsOf } from "./wire.ts";

/** ReadMatcher reads `label="value"` and its like; what is none is an OperatorError that says so. */
export type ReadMatcher = (text: string) => LabelMatcher;

/** Query reads a request's query: the values of a name, as often as it is given. */
export type Query = (name: string) => readonly string[];

/** Asked is which alerts a request wants. */
export type Asked = (standing: StandingAlert) => boolean;

/**
 * askedFor reads Alertmanager's filters: `active`, `silenced`, `inhibited` and `muted` (true unless told otherwise), `filter`
 * (matchers, all of which must hold) and `receiver` (a regular expression for the whole name).
 */
export function askedFor(query: Query, readMatcher: ReadMatcher): Asked {
  const wants = Object.fromEntries(
    ["active", "silenced", "inhibited", "muted"].map((name) => [name, isWanted(query, name)]),
  );
  const matchers = matchersIn(query, readMatcher);
  const receivers = query("receiver").map((text) => readMatcher(`receiver=~${quoted(text)}`));
  return ({ alert, places, silencedBy, inhibitedBy, mutedBy }) => {
    const quiet = {
      silenced: silencedBy.length > 0,
      inhibited: inhibitedBy.length > 0,
      muted: mutedBy.length > 0,
    };
    const states = Object.entries(quiet).filter(([, is]) => is);
    const shown = states.length > 0 ? states.every(([state]) => wants[state]) : wants["active"];
    return (
      shown === true &&
      matchesAll(matchers, labelsOf(alert)) &&
      receivers.every(({ matches }) => places.some(({ receiver }) => matches(receiver)))
    );
  };
}

/** matchersIn reads all matchers of a query's `filter`. */
export function matchersIn(query: Query, readMatcher: ReadMatcher): readonly LabelMatcher[] {
  return query("filter").map(readMatcher);
}

function isWanted(query: Query, name: string): boolean {
  const [value = "true"] = query(name);
  if (value === "true" || value === "false") return value === "true";
  throw new OperatorError(`"${name}" is true or false, not "${value}".`);
}

function quoted(text: string): string {
  return `"${text.replace(/(["\\])/g, "\\$1")}"`;
}
