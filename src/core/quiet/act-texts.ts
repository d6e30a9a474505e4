import { isoStart } from "../time/index.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import type { MatcherText, StoredSilence } from "./silence.ts";

/** matcherText prints a matcher as the configuration writes it: `severity="critical"`. */
export function matcherText({ label, operator, value }: MatcherText): string {
  return `${label}${operator}"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** silenceText says in the record what is silenced, until when and why. */
export function silenceText({ matchers, endsAt, comment }: StoredSilence): string {
  const until = `${matchers.map(matcherText).join(", ")} until ${isoStart(endsAt, "UTC")}`;
  return comment === "" ? until : `${until}: ${comment}`;
}

/** acknowledgementText says in the record who is to look after an alert, and what was said. */
export function acknowledgementText({ assignee, comment }: Acknowledgement): string {
  return [assignee === undefined ? "" : `for ${assignee}`, comment ?? ""]
    .filter((text) => text !== "")
    .join(": ");
}
