import type { Draft } from "../../core/routing/index.ts";
import type { Lane } from "./evaluate-parts.ts";

/** LaneNews is what of a message an integration is sent. */
type LaneNews = "whole" | "firing" | "nothing";

/** laneNews tells what an integration is sent: one that does not want to hear of resolved alerts gets no message about them only. */
export function laneNews(
  draft: Pick<Draft, "firing" | "resolved" | "news" | "notice">,
  { sendResolved }: Pick<Lane, "sendResolved">,
): LaneNews {
  if (sendResolved || draft.resolved.length === 0) return "whole";
  const firingNews = draft.news.some((id) => draft.firing.some((alert) => alert.id === id));
  return firingNews || draft.notice === "repeat" ? "firing" : "nothing";
}

/** isForAnyLane tells whether a receiver gets a message; one without integrations counts as if it had one. */
export function isForAnyLane(
  draft: Parameters<typeof laneNews>[0],
  lanes: readonly Pick<Lane, "sendResolved">[],
): boolean {
  return lanes.length === 0 || lanes.some((lane) => laneNews(draft, lane) !== "nothing");
}
