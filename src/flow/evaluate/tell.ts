import type { Alert, Transition } from "../../core/alerts/index.ts";
import type { Contributors, Engine } from "../../core/engine/index.ts";
import { buildMessage, type Message, type MessageContext } from "../../core/message/index.ts";
import type { OutboxDraft } from "../../core/ports/index.ts";
import {
  type Draft,
  type Plan,
  type PlanInput,
  planNotifications,
  type Router,
} from "../../core/routing/index.ts";
import { isHappening } from "../../core/rules/index.ts";
import type { EvaluateSettings, Lane } from "./evaluate-parts.ts";
import { laneNews } from "./lane-news.ts";

/** How many contributors of a kind an alert has. */
const TOP = 5;
/** How many alerts of a message have contributors: no notifier shows more alerts than these in such detail. */
const DETAILED = 20;

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
}

/** tell plans the groups' messages and puts those that are due into words, one for each lane. */
export function tell(
  at: Pick<PlanInput, "groups" | "flush" | "newestRow">,
  alerts: ReadonlyMap<string, Alert>,
  transitions: readonly Transition[],
  audience: Audience,
  engine: Pick<Engine, "contributors">,
  context: MessageContext,
): Telling {
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
  const withParts = partsOf(engine);
  const messages: Message[] = [];
  const outbox: OutboxDraft[] = [];
  for (const draft of plan.drafts) {
    const plain = buildMessage(draft, context);
    const message = {
      ...plain,
      firing: [...plain.firing.slice(0, DETAILED).map(withParts), ...plain.firing.slice(DETAILED)],
    };
    messages.push(message);
    for (const lane of settings.receivers.get(draft.receiver) ?? []) {
      const entry = laneDraft(message, lane, draft, context);
      if (entry) outbox.push(entry);
    }
  }
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

/**
 * Contributors cost a look through a window's rows: they are worked out once for each alert that is told. Only they are the same
 * to all receivers, who may know different values of it.
 */
function partsOf(engine: Pick<Engine, "contributors">): (alert: Alert) => Alert {
  const known = new Map<string, Contributors>();
  return (alert) => {
    if (isHappening(alert.kind) || alert.kind === "system") return alert;
    const contributors = known.get(alert.id) ?? engine.contributors(alert.ref, alert.window, TOP);
    known.set(alert.id, contributors);
    return { ...alert, contributors };
  };
}
