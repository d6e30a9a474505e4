import { plural } from "../../../core/message/index.ts";
import type { StandingAlert } from "../../alertmanager/standing.ts";

/** STATES are what a firing alert can be besides told, the first that holds counts. */
export type StandingState = "silenced" | "inhibited" | "mute" | "acknowledged" | "told";

/** stateOf says in a word what becomes of a firing alert. */
export function stateOf(standing: StandingAlert): StandingState {
  if (standing.silencedBy.length > 0) return "silenced";
  if (standing.inhibitedBy.length > 0) return "inhibited";
  if (standing.mutedBy.length > 0) return "mute";
  return standing.acknowledged ? "acknowledged" : "told";
}

/** stateText says what becomes of a firing alert, and by whom. */
export function stateText(standing: StandingAlert): string {
  switch (stateOf(standing)) {
    case "silenced":
      return `silenced by ${plural(standing.silencedBy.length, "silence")}`;
    case "inhibited":
      return "another alert speaks for it";
    case "mute":
      return `not told in ${standing.mutedBy.join(", ")}`;
    case "acknowledged":
      return `taken on by ${standing.acknowledged?.by ?? "somebody"}`;
    case "told":
      return "told";
  }
}

/** alertPath is where an alert's own page is. */
export function alertPath(id: string): string {
  return `/alert?${new URLSearchParams({ id })}`;
}
