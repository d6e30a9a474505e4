import { DeliveryError } from "../../src/core/errors.ts";
import type { Message } from "../../src/core/message/index.ts";
import type { Notifier, SendContext, Sent } from "../../src/core/ports/index.ts";
import { createDeliverer, type Deliverer, type LaneResult } from "../../src/flow/index.ts";
import { manualClock } from "./clock.ts";
import { memoryConditions } from "./conditions.ts";
import { memoryLog } from "./log.ts";
import { memoryOutbox } from "./outbox.ts";
import { memoryTelemetry } from "./telemetry.ts";

/** LANE is the lane that the bench's messages go to unless told otherwise. */
export const LANE = "ops/slack/0";
export const GIVE_UP_AFTER_MS = 48 * 3_600_000;

/** Reply is what a scripted notifier does with one message. */
export type Reply = Error | Partial<Sent> | ((context: SendContext) => Promise<Sent>);

/** ScriptedNotifier keeps what it was sent and answers as scripted, else with success. */
export interface ScriptedNotifier extends Notifier {
  pace: { everyMs: number; burst: number };
  readonly sends: { key: string; context: SendContext }[];
  script(...replies: Reply[]): void;
}

/** scriptedNotifier is a notifier without a pace. */
export function scriptedNotifier(id = LANE): ScriptedNotifier {
  const sends: ScriptedNotifier["sends"] = [];
  const replies: Reply[] = [];
  return {
    id,
    kind: id.split("/").at(-2) ?? "slack",
    sendResolved: true,
    pace: { everyMs: 0, burst: 1 },
    sends,
    script: (...more) => {
      replies.push(...more);
    },
    send: async (message, context) => {
      sends.push({ key: message.key, context });
      const reply = replies.shift() ?? {};
      if (reply instanceof Error) throw reply;
      if (typeof reply === "function") return reply(context);
      return { ref: { ts: message.key }, found: false, ...reply };
    },
    close: async () => {},
  };
}

/** deliverBench is a deliverer between an outbox in memory and scripted notifiers. */
export function deliverBench() {
  const outbox = memoryOutbox();
  const notifier = scriptedNotifier();
  const clock = manualClock();
  const conditions = memoryConditions();
  const log = memoryLog();
  const telemetry = memoryTelemetry();
  const stop = new AbortController();
  const bench = {
    outbox,
    notifier,
    clock,
    conditions,
    log,
    telemetry,
    stop,
    start0: clock.now(),
    notifiers: new Map<string, Notifier>([[LANE, notifier]]) as ReadonlyMap<string, Notifier>,
    /** Stores messages, by their keys. */
    add: (...keys: string[]): void => bench.addTo(LANE, ...keys),
    addTo: (lane: string, ...keys: string[]): void => {
      const createdAt = clock.now();
      outbox.add(
        ...keys.map((key) => ({ key, lane, createdAt, message: message(key, createdAt) })),
      );
    },
    deliverer: start(),
    lane: (lane = LANE): Promise<LaneResult> => bench.deliverer.lane(lane, stop.signal),
    restart: (): void => {
      bench.deliverer = start();
    },
  };
  function start(): Deliverer {
    return createDeliverer({
      outbox,
      notifiers: () => bench.notifiers,
      conditions,
      clock,
      log,
      telemetry,
      giveUpAfterMs: () => GIVE_UP_AFTER_MS,
      random: () => 0.5,
    });
  }
  return bench;
}

/** passing is a failure that a retry can help with. */
export function passing(retryAfterMs?: number): DeliveryError {
  return new DeliveryError("unavailable", "the service is down", {
    retryable: true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** lasting is a failure that no retry can help with. */
export function lasting(): DeliveryError {
  return new DeliveryError("not_found", "channel_not_found", { retryable: false });
}

function message(key: string, at: number): Message {
  return {
    key,
    notice: "first",
    status: "firing",
    severity: "warning",
    receiver: "ops",
    groupKey: "ops:0",
    incident: 1,
    groupLabels: {},
    commonLabels: {},
    title: `title of ${key}`,
    firing: [],
    resolved: [],
    news: [],
    coverage: [],
    at,
    timezone: "UTC",
    usdPerCredit: 10,
  };
}
