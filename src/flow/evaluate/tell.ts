import type { Alert, Transition } from "../../core/alerts/index.ts";
import { buildMessage, type Message, type MessageContext } from "../../core/message/index.ts";
import type { OutboxDraft } from "../../core/ports/index.ts";
import {
  type Draft,
  type Plan,
  type PlanInput,
  planNotifications,
  type Router,
} from "../../core/routing/index.ts";
import type { IntervalCalendar } from "../../core/time/index.ts";
import type { EvaluateSettings, Lane } from "./evaluate-parts.ts";
import { laneNews } from "./lane-news.ts";
import { ownerDrafts } from "./owner-drafts.ts";
import { type Grounds, withReasons } from "./reasons.ts";

/** Telling is what is told at a tick, ready for the outbox. */
export interface Telling {
  readonly plan: Plan;
  readonly messages: readonly Message[];
  readonly outbox: readonly OutboxDraft[];
}

/** Audience is whom to tell: the routes, and the receivers they lead to. */
export interface Audience {
  readonly settings: EvaluateSettings;
  readonly router: Router;
  readonly calendar: IntervalCalendar;
}

/** tell plans the groups' messages and puts those that are due into words, one for each lane. */
export async function tell(
  at: Pick<PlanInput, "groups" | "flush" | "newestRow" | "quiet">,
  alerts: ReadonlyMap<string, Alert>,
  transitions: readonly Transition[],
  audience: Audience,
  sources: Pick<Grounds, "engine" | "ledger">,
  context: MessageContext,
): Promise<Telling> {
  const { settings, router } = audience;
  const digest = transitions.filter(({ to, reason }) => to === "firing" && reason === "baseline");
  const plan = planNotifications({
    now: context.at,
    root: settings.route,
    router,
    receivers: [...settings.receivers.keys()],
    alerts,
    digest: new Set(digest.map(({ alertId }) => alertId)),
    amendFromPpm: settings.amendFromPpm,
    ...at,
  });
  const plain = plan.drafts.map((draft) => buildMessage(draft, context));
  const { rules } = settings;
  const grounds = { ...sources, rules, groups: at.groups, alerts, at: context.at };
  const messages = await withReasons(plain, grounds);
  const outbox = messages.flatMap((message, index) => {
    const draft = plan.drafts[index] as Draft;
    const lanes = settings.receivers.get(draft.receiver) ?? [];
    return lanes.flatMap((lane) => {
      const own = laneDraft(message, lane, draft, context);
      return own && lane.toOwner ? ownerDrafts(own, lane.toOwner, context) : (own ?? []);
    });
  });
  return { plan, messages, outbox };
}

/** A lane's message, without what it does not want to hear of; null where nothing is left. */
function laneDraft(
  message: Message,
  lane: Lane,
  draft: Draft,
  context: MessageContext,
): OutboxDraft | null {
  const key = `${message.key}/${lane.id}`;
  const createdAt = context.at;
  const news = laneNews(draft, lane);
  if (news === "nothing") return null;
  if (news === "whole") {
    return { key, lane: lane.id, message: { ...message, key }, createdAt };
  }
  const bare = buildMessage({ ...message, key, resolved: [] }, context);
  return { key, lane: lane.id, message: bare, createdAt };
}
