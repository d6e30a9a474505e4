import { reasonOf } from "../../../core/message/index.ts";
import type { ActRecord } from "../../../core/ports/index.ts";
import type { AlertHistory } from "../desk.ts";

/** Event is something that became of an alert; `at` in ms since the epoch. */
export interface Event {
  readonly at: number;
  readonly what: string;
  readonly detail: string;
}

/** ACT_TEXTS name what people do, as a reader says it. */
export const ACT_TEXTS: Readonly<Record<ActRecord["act"], string>> = {
  acknowledged: "taken on",
  unacknowledged: "given back",
  silenced: "silenced",
  silence_expired: "no longer silenced",
  logged_in: "logged in",
  logged_out: "logged out",
};

/** timelineOf tells what became of an alert, the newest first. */
export function timelineOf({
  alert,
  transitions,
  suppressions,
  acts,
}: AlertHistory): readonly Event[] {
  const changes = transitions.map(
    ({ at, to, reason }): Event => ({ at, what: to, detail: reasonOf({ ...alert, reason }) }),
  );
  const quiet = suppressions.flatMap(({ receiver, reason, since, until }): Event[] => {
    const why = reason.replaceAll("_", " ");
    const began = { at: since, what: "kept quiet", detail: `from ${receiver}: ${why}` };
    const ended = { what: "told again", detail: `to ${receiver}: no longer ${why}` };
    return until === null ? [began] : [began, { at: until, ...ended }];
  });
  const people = acts.map(({ at, act, by, detail }): Event => {
    const said = detail === "" ? "" : `: ${detail}`;
    return { at, what: ACT_TEXTS[act], detail: `by ${by.name} (${by.via})${said}` };
  });
  return [...changes, ...quiet, ...people].sort((a, b) => b.at - a.at);
}
