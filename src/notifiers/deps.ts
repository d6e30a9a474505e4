import type { Chart } from "../core/charts/index.ts";
import type { Log } from "../core/ports/index.ts";
import type { Secret } from "../core/secret.ts";

/** NotifierDeps are what the daemon hands to its notifiers. */
export interface NotifierDeps {
  /** The mail server that all e-mail integrations send through; null where none is configured. */
  readonly smtp: { readonly url: Secret; readonly from: string } | null;
  readonly log: Log;
  /** Where the console notifier writes; standard output unless given. */
  readonly write?: (text: string) => void;
  /** The daemon's own address as its readers reach it, for links and the webhook's `externalURL`. */
  readonly publicUrl?: string;
  /** Draws a chart as PNG; without it messages have no pictures. */
  readonly draw?: (chart: Chart) => Promise<Uint8Array>;
  /** The Slack app whose buttons are listened to, and the token of its bot; without it messages have none. */
  readonly slackApp?: { readonly token: Secret; readonly apiUrl?: string };
  /** The time in ms since the epoch, for signatures; the machine's clock unless given. */
  readonly now?: () => number;
}

/** NotifierIntegration is one way of a receiver to be reached; `config` is what the kind's schema returned. */
export interface NotifierIntegration {
  /** The lane: `receiver/kind/index`. */
  readonly id: string;
  readonly kind: string;
  readonly config: unknown;
}
