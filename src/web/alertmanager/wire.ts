import { createHash } from "node:crypto";
import type { Alert } from "../../core/alerts/index.ts";
import { headline, reasonOf, type Words } from "../../core/message/index.ts";
import { creditsText } from "../../core/money.ts";
import type { StoredSilence } from "../../core/quiet/index.ts";
import type { StandingAlert } from "./standing.ts";

/** WireAlert is Alertmanager's `gettableAlert` (API v2). */
export interface WireAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly updatedAt: string;
  readonly generatorURL: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: {
    readonly state: "active" | "suppressed";
    readonly silencedBy: readonly string[];
    readonly inhibitedBy: readonly string[];
    readonly mutedBy: readonly string[];
  };
}

/** WireMatcher is Alertmanager's `matcher`. */
export interface WireMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** WireSilence is Alertmanager's `gettableSilence`. */
export interface WireSilence {
  readonly id: string;
  readonly status: { readonly state: "expired" | "active" | "pending" };
  readonly matchers: readonly WireMatcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly updatedAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

/** An alert that fires has no end yet; clients of Alertmanager expect a moment in the future, by which it would end unless seen again. */
const SEEN_AGAIN_MS = 300_000;

/** labelsOf is an alert's labels as Alertmanager's clients know them: by `alertname`. */
export function labelsOf({ ref, labels }: Alert): Readonly<Record<string, string>> {
  return { alertname: ref.rule, ...labels };
}

/** fingerprint names an alert in 16 hexadecimal digits, as Alertmanager does. */
export function fingerprint(alertId: string): string {
  return createHash("sha256").update(alertId).digest("hex").slice(0, 16);
}

/** wireAlert lays out an alert that fires. */
export function wireAlert(standing: StandingAlert, words: Words, now: number): WireAlert {
  const { alert, places, silencedBy, inhibitedBy, mutedBy } = standing;
  const quiet = silencedBy.length + inhibitedBy.length + mutedBy.length > 0;
  return {
    fingerprint: fingerprint(alert.id),
    labels: labelsOf(alert),
    annotations: annotationsOf(standing, words),
    startsAt: iso(alert.startsAt ?? now),
    endsAt: iso(now + SEEN_AGAIN_MS),
    updatedAt: iso(alert.updatedAt),
    generatorURL: "",
    receivers: [...new Set(places.map(({ receiver }) => receiver))].map((name) => ({ name })),
    status: {
      state: quiet ? "suppressed" : "active",
      silencedBy,
      inhibitedBy: inhibitedBy.map(fingerprint),
      mutedBy,
    },
  };
}

function annotationsOf(
  { alert, acknowledged }: StandingAlert,
  words: Words,
): Readonly<Record<string, string>> {
  const exact = (value: number) => (alert.unit === "nano" ? creditsText(value) : String(value));
  return {
    summary: headline(alert, words),
    reason: reasonOf(alert),
    value: exact(alert.value),
    limit: exact(alert.limit),
    window: alert.window.name,
    ...(alert.description === undefined ? {} : { description: alert.description }),
    ...(alert.runbook === undefined ? {} : { runbook_url: alert.runbook }),
    ...(acknowledged && {
      acknowledged_by: acknowledged.by,
      acknowledged_at: iso(acknowledged.at),
    }),
  };
}

/** wireSilence lays out a silence. */
export function wireSilence(silence: StoredSilence, now: number): WireSilence {
  const { id, matchers, startsAt, endsAt, updatedAt, author, comment } = silence;
  const state = endsAt <= now ? "expired" : startsAt > now ? "pending" : "active";
  return {
    id,
    status: { state },
    matchers: matchers.map(({ label, operator, value }) => ({
      ...{ name: label, value },
      isRegex: operator === "=~" || operator === "!~",
      isEqual: operator === "=" || operator === "=~",
    })),
    ...{ startsAt: iso(startsAt), endsAt: iso(endsAt), updatedAt: iso(updatedAt) },
    ...{ createdBy: author, comment },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
