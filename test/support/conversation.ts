import type { Alert } from "../../src/core/alerts/index.ts";
import type { ToldValue } from "../../src/core/corrections/index.ts";
import {
  createRouter,
  type NotificationGroup,
  planNotifications,
  type Route,
} from "../../src/core/routing/index.ts";

interface SayOptions {
  readonly flush?: "all";
  readonly digest?: readonly Alert[];
  readonly newestRow?: number;
}

/** conversation plays a plan over time: alerts are set, time passes, and what is said is a line for each message. */
export function conversation(root: Route, receivers: readonly string[] = ["channel", "finance"]) {
  let groups: readonly NotificationGroup[] = [];
  let routed = root;
  const alerts = new Map<string, Alert>();

  const at = (now: number, options: SayOptions = {}) => {
    const plan = planNotifications({
      now,
      root: routed,
      router: createRouter(routed, receivers),
      receivers,
      groups,
      alerts,
      digest: new Set((options.digest ?? []).map(({ id }) => id)),
      flush: options.flush ?? "due",
      newestRow: options.newestRow ?? 0,
      amendFromPpm: 10_000,
    });
    groups = plan.groups;
    for (const id of plan.toldOnce) {
      const alert = alerts.get(id);
      if (alert) alerts.set(id, { ...alert, status: "resolved", reason: "told" });
    }
    return plan;
  };

  return {
    /** Sets alerts as they are from now on. */
    set: (...changed: readonly Alert[]) => {
      for (const alert of changed) alerts.set(alert.id, alert);
    },
    reroute: (next: Route) => {
      routed = next;
    },
    plan: at,
    /** `receiver: notice +fires -resolved *news`, names by rule, step and member. */
    say: (now: number, options: SayOptions = {}) =>
      at(now, options).drafts.map(({ receiver, notice, firing, resolved, news }) => {
        const known = [...firing, ...resolved];
        const fresh = news.map((id) => name(known.find((alert) => alert.id === id)));
        const parts = [
          ...firing.map((alert) => `+${name(alert)}`),
          ...resolved.map((alert) => `-${name(alert)}`),
        ];
        return `${receiver}: ${notice} ${parts.join(" ")} *${fresh.join(",")}`;
      }),
    groups: () => groups,
    /** Does to every value that was told what edits of rows would. */
    edit: (change: (told: ToldValue) => ToldValue) => {
      groups = groups.map((group) => ({
        ...group,
        ...(group.told && { told: group.told.map(change) }),
      }));
    },
  };
}

function name(alert: Alert | undefined): string {
  return alert ? alert.ref.step || alert.ref.window || (alert.ref.group["member"] ?? "?") : "?";
}
