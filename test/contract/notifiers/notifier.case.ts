import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../../src/core/errors.ts";
import type { Notifier, SendContext } from "../../../src/core/ports/index.ts";
import type { MemoryLog } from "../../support/log.ts";
import { crowd, hostile, message, SAMPLES } from "./samples.ts";

/** Bench is one notifier with the service that it sends to. */
interface Bench {
  readonly notifier: Notifier;
  readonly log: MemoryLog;
  /** What has arrived, each message as one text. */
  arrived(): readonly string[];
  /** Calls back as soon as a message has arrived. */
  onArrival(listener: () => void): void;
  /** Texts that must never be seen. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** Failure is what a notifier must make of one of its service's faults. */
interface Failure<Fault> {
  readonly title: string;
  readonly fault: Fault;
  readonly reason: DeliveryError["reason"];
  readonly retryable: boolean;
  readonly unsure?: boolean;
  readonly retryAfterMs?: number;
  /** A part of the message for the operator. */
  readonly says?: RegExp;
}

/** NotifierCase is what the suite needs to know of a kind. */
export interface NotifierCase<Fault> {
  start(faults?: readonly Fault[]): Promise<Bench>;
  /** A notifier whose service is not there; undefined where there is no service. */
  readonly unreachable?: () => Promise<Bench>;
  readonly failures: readonly Failure<Fault>[];
  /** The fault that takes a message in and never answers; undefined where that cannot be. */
  readonly acceptThenHang?: Fault;
}

/** context makes a SendContext for a first try. */
export function context(changes: Partial<SendContext> = {}): SendContext {
  return { thread: null, unsure: false, signal: new AbortController().signal, ...changes };
}

/** failureOf sends and gives back the failure. */
export async function failureOf(sending: Promise<unknown>): Promise<DeliveryError> {
  const outcome = await sending.then(
    () => "delivered",
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(DeliveryError);
  return outcome as DeliveryError;
}

/** describeNotifier runs the suite that every notifier must pass. */
export function describeNotifier<Fault>(name: string, kind: NotifierCase<Fault>): void {
  describe(name, () => {
    const open: Bench[] = [];
    const bench = async (starting: Promise<Bench>): Promise<Bench> => {
      const started = await starting;
      open.push(started);
      return started;
    };
    afterEach(async () => {
      for (const each of open.splice(0)) await each.close();
    });

    it.each(Object.entries(SAMPLES))("delivers a message of the kind %s", async (_name, sample) => {
      const { notifier, arrived } = await bench(kind.start());
      const sent = await notifier.send(sample, context());
      expect(sent.found).toBe(false);
      expect(arrived()).toHaveLength(1);
    });

    it.each([
      ["hostile text", hostile()],
      ["hostile text of 150,000 letters", hostile(300)],
      ["500 offenders", crowd(500)],
    ])("delivers %s", async (_name, sample) => {
      const { notifier, arrived } = await bench(kind.start());
      await notifier.send(sample, context());
      expect(arrived()).toHaveLength(1);
    });

    for (const failure of kind.failures) {
      it(`makes of ${failure.title}: ${failure.reason}, ${failure.retryable ? "to be tried again" : "for good"}`, async () => {
        const { notifier } = await bench(kind.start([failure.fault]));
        const error = await failureOf(notifier.send(message(), context()));
        expect({
          reason: error.reason,
          retryable: error.retryable,
          unsure: error.unsure,
          retryAfterMs: error.retryAfterMs,
        }).toEqual({
          reason: failure.reason,
          retryable: failure.retryable,
          unsure: failure.unsure ?? false,
          retryAfterMs: failure.retryAfterMs,
        });
        if (failure.says) expect(error.message).toMatch(failure.says);
      });
    }

    it("delivers after every failure, with the same notifier", async () => {
      const faults = kind.failures.map(({ fault }) => fault);
      const { notifier, arrived } = await bench(kind.start(faults));
      for (const _ of faults) await failureOf(notifier.send(message(), context()));
      const before = arrived().length;
      await notifier.send(message({ key: "after" }), context());
      expect(arrived()).toHaveLength(before + 1);
    });

    it("tells no secret in any failure or log line", async () => {
      const faults = kind.failures.map(({ fault }) => fault);
      const { notifier, log, secrets } = await bench(kind.start(faults));
      const seen: string[] = [];
      for (const _ of faults) {
        const error = await failureOf(notifier.send(message(), context()));
        seen.push(inspect(error, { depth: 20, showHidden: true }), String(error.stack));
      }
      const text = [...seen, log.text(), inspect(notifier, { depth: 20 })].join("\n");
      for (const secret of secrets) expect(text).not.toContain(secret);
    });

    const { acceptThenHang, unreachable } = kind;
    if (acceptThenHang !== undefined) {
      it.each(["TimeoutError", "AbortError"])(
        "is unsure when the answer does not come after the message was taken (%s)",
        async (reason) => {
          const { notifier, onArrival } = await bench(kind.start([acceptThenHang]));
          const controller = new AbortController();
          onArrival(() => controller.abort(new DOMException("enough", reason)));
          const sending = notifier.send(message(), context({ signal: controller.signal }));
          const error = await failureOf(sending);
          expect(error).toMatchObject({ reason: "timeout", retryable: true, unsure: true });
        },
      );
    }

    if (unreachable) {
      it("is sure that nothing arrived where there is no connection", async () => {
        const { notifier } = await bench(unreachable());
        const error = await failureOf(notifier.send(message(), context()));
        expect(error).toMatchObject({ reason: "connection", retryable: true, unsure: false });
      });
    }

    it("knows its lane and closes twice without harm", async () => {
      const { notifier } = await bench(kind.start());
      expect(notifier.id).toMatch(/^budget-channel\/\w+\/0$/);
      expect(notifier.pace.everyMs).toBeGreaterThan(0);
      await notifier.close();
      await notifier.close();
    });
  });
}
