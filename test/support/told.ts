import type { Alert, Transition } from "../../src/core/alerts/index.ts";
import type { Message } from "../../src/core/message/index.ts";
import { inDatabase } from "./demo.ts";

/** ToldMessage is a message that was sent, with the firings that it is the news of. */
export interface ToldMessage {
  readonly key: string;
  readonly lane: string;
  readonly news: readonly Pick<Alert, "id" | "startsAt">[];
}

/** Told is what the database of a demo that has ended says of its alerts and of what was told. */
export interface Told {
  readonly messages: readonly ToldMessage[];
  /** Keys of messages that are stored and not sent, with their state. */
  readonly unsent: readonly string[];
  /** How many of the messages were in doubt: their sender died between sending and knowing. */
  readonly unsure: number;
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly transitions: readonly Pick<Transition, "alertId" | "at" | "to" | "reason">[];
}

/** toldOf reads it. */
export function toldOf(folder: string): Promise<Told> {
  return inDatabase(folder, async (database) => {
    const outbox = await database.query<OutboxLine>(
      "SELECT key, lane, status, unsure, message FROM outbox ORDER BY no",
    );
    const alerts = await database.query<{ document: Alert }>("SELECT document FROM alerts");
    const transitions = await database.query<Told["transitions"][number]>(
      `SELECT alert_id AS "alertId", at, to_status AS "to", reason FROM transitions ORDER BY no`,
    );
    return {
      messages: outbox.rows.filter(({ status }) => status === "sent").map(toldMessage),
      unsent: outbox.rows
        .filter(({ status }) => status !== "sent")
        .map(({ key, status }) => `${status}: ${key}`),
      unsure: outbox.rows.filter(({ unsure }) => unsure).length,
      alerts: new Map(alerts.rows.map(({ document }) => [document.id, document])),
      transitions: transitions.rows,
    };
  });
}

interface OutboxLine {
  readonly key: string;
  readonly lane: string;
  readonly status: string;
  readonly unsure: boolean;
  readonly message: Message;
}

function toldMessage({ key, lane, message }: OutboxLine): ToldMessage {
  const news = new Set(message.news);
  const firings = message.firing.filter(({ id }) => news.has(id));
  return { key, lane, news: firings.map(({ id, startsAt }) => ({ id, startsAt })) };
}

/** Reasons with which an alert begins to fire and is told. */
const TELLING = new Set(["first", "step_up", "breached_again", "baseline", "limit_changed"]);

/** dueOf lists every firing that the demo's routes want told, as `lane startsAt alert`. */
export function dueOf({ alerts, transitions }: Told): readonly string[] {
  return transitions.flatMap(({ alertId, at, to, reason }) => {
    const alert = alerts.get(alertId);
    if (to !== "firing" || !TELLING.has(reason) || !alert || alert.muted) return [];
    return lanesOf(alert).map((lane) => `${lane} ${at} ${alertId}`);
  });
}

/** The demo's routes, written down once more: what they are read from must not also be what they are checked with. */
function lanesOf({ ref, severity }: Alert): readonly string[] {
  const spending = ["member-month", "byok-month", "credit-spike"].includes(ref.rule);
  const single = ["error-rate", "failed-or-blocked"].includes(ref.rule);
  return [
    ...(severity === "critical" ? ["terminal/console/0"] : []),
    ...(spending && severity !== "info" ? ["finance/email/0"] : []),
    single ? "incident-channel/slack/0" : "budget-channel/slack/0",
  ];
}
