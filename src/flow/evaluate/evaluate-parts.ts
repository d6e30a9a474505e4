import type { Transition } from "../../core/alerts/index.ts";
import type { Chart } from "../../core/charts/index.ts";
import type { AlertRef, Engine, EngineOptions } from "../../core/engine/index.ts";
import type { Message } from "../../core/message/index.ts";
import type {
  AlertStore,
  Clock,
  Conditions,
  Ledger,
  Log,
  Notifier,
  Telemetry,
} from "../../core/ports/index.ts";
import type { InhibitRule, Silence } from "../../core/quiet/index.ts";
import type { Route } from "../../core/routing/index.ts";
import type { MemberGroup, Rule } from "../../core/rules/index.ts";
import type { People } from "./held-quiet.ts";
import type { Looked } from "./look.ts";

/** Lane is one integration of a receiver. */
export interface Lane {
  /** `receiver/kind/index`. */
  readonly id: string;
  readonly sendResolved: boolean;
  /** It reaches the member whom a message is about; each is told of their own alerts only. */
  readonly toOwner?: Notifier["toOwner"];
}

/** EvaluateSettings is the part of the settings that evaluation depends on; `reload` takes it anew. */
export interface EvaluateSettings {
  /** Names of the accounts that are configured; alerts of others end. */
  readonly accounts: readonly string[];
  /** For how long rows of each account may still come into a period that is over, ms. */
  readonly settleMs: ReadonlyMap<string, number>;
  readonly rules: readonly Rule[];
  readonly groups: readonly MemberGroup[];
  readonly route: Route;
  readonly inhibitRules: readonly InhibitRule[];
  /** Silences of the configuration. */
  readonly silences: readonly Silence[];
  /** Receivers by name with their integrations. */
  readonly receivers: ReadonlyMap<string, readonly Lane[]>;
  readonly timezone: string;
  readonly usdPerCredit: number;
  /** The least share of a told value by which edits of rows must differ to be told, parts per million; null for never. */
  readonly amendFromPpm: number | null;
}

/** EvaluateParts is what an evaluator works with. */
export interface EvaluateParts {
  readonly ledger: Pick<Ledger, "load" | "rowsSince" | "rows" | "editsSince" | "coverage">;
  readonly store: AlertStore;
  readonly conditions: Pick<Conditions, "active">;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** What people do to alerts; left out where nobody can. */
  readonly people?: People;
  readonly createEngine: (options: EngineOptions) => Engine;
  readonly settings: EvaluateSettings;
}

/** RunOptions says whether what is new waits for its group's timers (`due`) or is told at once (`all`). */
export interface RunOptions {
  readonly flush?: "due" | "all";
}

/** EvaluateResult is what one evaluation did. */
export interface EvaluateResult {
  /** The moment evaluated, ms since the epoch; each is later than the one before. */
  readonly tick: number;
  readonly transitions: readonly Transition[];
  readonly messages: readonly Message[];
  /** When a group speaks or a pending alert fires next, unless rows change that; null when nothing waits. */
  readonly nextDueAt: number | null;
  /** Lanes that have new messages. */
  readonly lanes: readonly string[];
}

/** Evaluator evaluates the rules over the ledger and stores what follows. */
export interface Evaluator {
  /** run evaluates once; a call during another waits for it. */
  run(options?: RunOptions): Promise<EvaluateResult>;
  /** What the rules find of all their groups as of the last evaluation; null where none was made, or the last one failed. */
  look(): Promise<Looked | null>;
  /** The chart of one alert state as of then; null as there, and for what no picture shows. */
  draw(ref: AlertRef): Promise<Chart | null>;
  /** reload takes new settings for the runs that begin from now on. */
  reload(settings: EvaluateSettings): void;
}
