import type { Alert } from "../../src/core/alerts/index.ts";
import type { ToldValue } from "../../src/core/corrections/index.ts";
import {
  nothingQuiet,
  type QuietGrounds,
  type Suppression,
  stillOpen,
} from "../../src/core/quiet/index.ts";
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
  let quiet: Partial<QuietGrounds> = {};
  let suppressions: readonly Suppression[] = [];
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
      quiet: { ...nothingQuiet(), ...quiet, suppressions },
    });
    groups = plan.groups;
    suppressions = stillOpen(suppressions, plan.suppressions);
    const ended = new Set(plan.endedAcknowledgements);
    quiet = {
      ...quiet,
      acknowledgements: (quiet.acknowledgements ?? []).filter((one) => !ended.has(one)),
    };
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
    /** What people and the configuration keep quiet from now on. */
    keepQuiet: (grounds: Partial<QuietGrounds>) => {
      quiet = { ...quiet, ...grounds };
    },
    plan: at,
    /** Suppressions that last: `reason source: name not to receiver`. */
    suppressed: () =>
      suppressions.map(
        ({ alertId, receiver, reason, source }) =>
          `${reason} ${source}: ${name(alerts.get(alertId))} not to ${receiver}`,
      ),
    acknowledgements: () => quiet.acknowledgements ?? [],
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
