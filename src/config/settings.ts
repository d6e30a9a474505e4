import type { InhibitRule, Silence } from "../core/quiet/index.ts";
import type { Route } from "../core/routing/index.ts";
import type { MemberGroup, Rule } from "../core/rules/index.ts";
import type { Secret } from "../core/secret.ts";
import type { KnownToken, TrustedProxy } from "../core/visitor.ts";
import type { SlackAppSettings } from "../notifiers/index.ts";

/** AccountSettings is one Neo account to be watched; durations in ms. */
export interface AccountSettings {
  readonly name: string;
  /** `api_key` goes out as X-Api-Key, `bearer` as Authorization: Bearer. */
  readonly auth: "api_key" | "bearer";
  readonly credential: Secret;
  readonly baseUrl: string;
  readonly pollEveryMs: number;
  readonly historyMs: number;
  /** How far back every poll reads again behind the watermark. */
  readonly overlapMs: number;
  /** For how long a row may still arrive or change. */
  readonly settleMs: number;
  /** How often it is looked whether a proof of what is younger than `settle` is due. */
  readonly reconcileEveryMs: number;
  /** Proofs keep the account's requests within this; polls count, and never wait for it. */
  readonly requestsPerMinute: number;
  /** How often each closed day younger than `settle` is read again whole. */
  readonly rereadEveryMs: number;
  /** An alert tells when the numbers were not proven for so long. */
  readonly alertUnprovenAfterMs: number;
  readonly timeoutMs: number;
}

/** Integration is one way of a receiver to be reached, checked by its notifier's schema. */
export interface Integration {
  /** `receiver/kind/index`. */
  readonly id: string;
  readonly kind: string;
  readonly config: unknown;
}

/** Receiver is a named set of integrations. */
export interface Receiver {
  readonly name: string;
  readonly integrations: readonly Integration[];
}

/** SmtpSettings is the mail server that all e-mail integrations send through. */
export interface SmtpSettings {
  /** smtp:// or smtps:// with user and password. */
  readonly url: Secret;
  readonly from: string;
}

/** ServerSettings is the daemon's own HTTP server. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  /** Where readers of messages reach the daemon, for links; left out where they cannot. */
  readonly publicUrl?: string;
  /** Who may use the pages and the API; with none and no trusted proxy, whoever is on the machine. */
  readonly tokens: readonly KnownToken[];
  readonly trustedProxy?: TrustedProxy;
  /** Takes Neo's calls that a task is complete; left out where none are expected. */
  readonly taskHook?: { readonly secret: Secret };
}

/** Settings is the whole configuration, checked, with every default filled in. */
export interface Settings {
  readonly timezone: string;
  readonly usdPerCredit: number;
  readonly evaluateEveryMs: number;
  /** The least share of a told number by which edits of rows must differ to be told, parts per million; null for never. */
  readonly amendFromPpm: number | null;
  readonly giveUpAfterMs: number;
  /** For how long raw rows are kept. */
  readonly retentionMs: number;
  readonly server: ServerSettings;
  readonly accounts: readonly AccountSettings[];
  readonly groups: readonly MemberGroup[];
  readonly rules: readonly Rule[];
  readonly receivers: readonly Receiver[];
  readonly smtp: SmtpSettings | null;
  /** The Slack app whose buttons and command are listened to; left out where none is. */
  readonly slackApp?: SlackAppSettings;
  readonly route: Route;
  readonly inhibitRules: readonly InhibitRule[];
  /** Silences of the configuration, those that come again and again above all. */
  readonly silences: readonly Silence[];
}
