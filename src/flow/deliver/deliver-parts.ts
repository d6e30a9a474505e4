import type {
  Clock,
  Conditions,
  LaneDue,
  Log,
  Notifier,
  Outbox,
  Telemetry,
} from "../../core/ports/index.ts";

/** DeliverParts is what a deliverer works with. */
export interface DeliverParts {
  readonly outbox: Outbox;
  /** The notifiers by lane as they are configured now; a new map after each reload. */
  readonly notifiers: () => ReadonlyMap<string, Notifier>;
  readonly conditions: Conditions;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** For how long after its creation a message is tried, in ms, as it is configured now. */
  readonly giveUpAfterMs: () => number;
  /** From 0 to below 1; jitter only. */
  readonly random: () => number;
}

/** LANE_REASONS name why sending in a lane ended. */
export const LANE_REASONS = [
  "drained", // nothing is left that may be sent now
  "paced", // the service takes its next message only later
  "failed", // a message has to be tried again; the later ones of the lane wait behind it
  "stopped", // the daemon is stopping
] as const;
export type LaneReason = (typeof LANE_REASONS)[number];

/** LaneResult is what was done in a lane, and from when there is more to do. */
export interface LaneResult {
  readonly sent: number;
  readonly gaveUp: number;
  readonly reason: LaneReason;
  /** Null when the lane has nothing unsent, or is left to the next start. */
  readonly nextAt: number | null;
}

/** Deliverer sends what the outbox holds, each lane on its own: no service holds up another. */
export interface Deliverer {
  /** lane sends all that is due in a lane, in order and within its pace. */
  lane(lane: string, signal: AbortSignal): Promise<LaneResult>;
  /** due tells which lanes have something to send, and from when. */
  due(): Promise<readonly LaneDue[]>;
  /** recover frees messages whose sender died; call it once at the start. Returns how many. */
  recover(): Promise<number>;
}
