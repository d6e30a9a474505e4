import { NeoError } from "../../core/errors.ts";
import { counted, Reconciler, RequestPace, reconcile } from "../reconcile/index.ts";
import { Access, type Refusal } from "./access.ts";
import type { CollectParts, Findings } from "./collect-parts.ts";
import { poll } from "./poll.ts";
import { Reach } from "./reach.ts";
import { readRange, type WindowRead } from "./read-range.ts";
import { ReadingProgress } from "./reading-progress.ts";
import type { CollectResult } from "./result.ts";
import { WindowReader } from "./window-reader.ts";
import type { ReadWindow } from "./windows.ts";

/** Collector reads one account's usage into the ledger. Its verbs never run at the same time. */
export interface Collector {
  /** poll reads what is new, with the overlap, and again the windows that could not be proven. */
  poll(signal: AbortSignal): Promise<CollectResult>;
  /** reconcile proves what may still change against the API, as far as that is due: late, changed and vanished rows. */
  reconcile(signal: AbortSignal): Promise<CollectResult>;
  /** read reads windows again by hand, and tells of each. */
  read(
    windows: readonly ReadWindow[],
    tell: (read: WindowRead) => void,
    signal: AbortSignal,
  ): Promise<CollectResult>;
  /** Requests made within the last hour. */
  readonly requestsLastHour: number;
}

type Verb = (parts: CollectParts, reach: Reach, reader: WindowReader) => Promise<Findings>;

/** createCollector makes an account's collector; keep it, for it remembers refusals and gaps between polls. */
export function createCollector(given: CollectParts): Collector {
  const { account, clock, onProgress: tell } = given;
  const pace = new RequestPace(account.requestsPerMinute, clock);
  const parts = { ...given, api: counted(given.api, pace) };
  const reach = new Reach();
  const reconciler = new Reconciler(parts, reach, pace);
  const collector = new AccountCollector(parts, reach, reconciler);
  const progress = tell ? new ReadingProgress({ ...parts, account: account.name, tell }) : null;
  const pollOnce: Verb = (...args) => poll(...args, progress);
  return {
    poll: (signal) => collector.run("poll", pollOnce, signal),
    reconcile: (signal) =>
      reconcile(reconciler, (step) =>
        collector.run("reconcile", (_parts, _reach, reader) => step(reader), signal),
      ),
    read: (windows, tell, signal) => {
      const readAll: Verb = (_parts, _reach, reader) => readRange(windows, reach, reader, tell);
      return collector.run("read", readAll, signal);
    },
    get requestsLastHour() {
      return pace.lastHour;
    },
  };
}

class AccountCollector {
  readonly #parts: CollectParts;
  readonly #access: Access;
  readonly #reach: Reach;
  readonly #reconciler: Reconciler;
  readonly #toldWrong = new Map<string, string>();
  #recordedGaps: number | null = null;
  /** Before the first whole poll this process does not know the gaps that an earlier one recorded. */
  #polled = false;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(parts: CollectParts, reach: Reach, reconciler: Reconciler) {
    this.#parts = parts;
    this.#reach = reach;
    this.#reconciler = reconciler;
    this.#access = new Access({ ...parts, account: parts.account.name });
  }

  /**
   * run takes its turn. Turns matter: a row that one sweep reads after another has passed its place would be
   * retracted by the other's close.
   */
  run(name: string, verb: Verb, signal: AbortSignal): Promise<CollectResult> {
    const turn = this.#tail.then(() => this.#take(name, verb, signal));
    // A turn's own caller gets its error; the next in line only waits for its end.
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #take(name: string, verb: Verb, signal: AbortSignal): Promise<CollectResult> {
    signal.throwIfAborted();
    const account = this.#parts.account.name;
    const onProven = (window: ReadWindow, at: number, retracted: number) =>
      this.#reconciler.swept(window, at, retracted);
    const reader = new WindowReader({ ...this.#parts, account, onProven }, signal);
    const held = await this.#access.held();
    if (held) return this.#refused(held, reader);
    try {
      const { wrong, ready, more, idle } = await verb(this.#parts, this.#reach, reader);
      if (idle) return { ...this.#result(reader), reason: "idle", detail: null };
      await this.#access.good();
      this.#polled ||= name === "poll";
      if (this.#polled) await this.#recordGaps();
      this.#tellWrong(name, wrong);
      return {
        ...this.#result(reader),
        reason: wrong.length > 0 ? "incomplete" : "complete",
        detail: wrong.length > 0 ? wrong.join(" | ") : null,
        ready,
        more,
      };
    } catch (error) {
      if (!(error instanceof NeoError)) throw error;
      return this.#refused(await this.#access.failed(error), reader);
    }
  }

  #result(reader: WindowReader) {
    const { counts, changed } = reader;
    const { unproven: gaps } = this.#reach;
    return { ...counts, changed, ready: false, more: false, gaps, retryAt: null };
  }

  #refused(refusal: Refusal, reader: WindowReader): CollectResult {
    return { ...this.#result(reader), ...refusal };
  }

  async #recordGaps(): Promise<void> {
    const { ledger, telemetry, account, clock } = this.#parts;
    const { unproven, watermark } = this.#reach;
    const labels = { account: account.name };
    telemetry.gauge("gaps", unproven, labels);
    if (watermark !== null)
      telemetry.gauge("watermark_timestamp_seconds", watermark / 1000, labels);
    if (unproven === 0) {
      telemetry.gauge("last_successful_poll_timestamp_seconds", clock.now() / 1000, labels);
    }
    if (unproven === this.#recordedGaps) return;
    // Until it is answered nobody knows what is stored: a lost answer is no failed write.
    this.#recordedGaps = null;
    await ledger.recordGaps(account.name, unproven);
    this.#recordedGaps = unproven;
  }

  /** The same trouble is told once and not with every poll; its end is told too. */
  #tellWrong(verb: string, wrong: readonly string[]): void {
    const { log, account } = this.#parts;
    const fields = { account: account.name, verb };
    const told = this.#toldWrong.get(verb);
    if (wrong.length === 0) {
      if (told !== undefined) log.info("all windows are proven complete again", fields);
      this.#toldWrong.delete(verb);
      return;
    }
    const windows = wrong.join(" | ");
    const level = told === undefined ? "warn" : "debug";
    log[level]("rows read do not prove to be all that the API has; what came is stored", {
      ...fields,
      windows,
    });
    this.#toldWrong.set(verb, windows);
  }
}
