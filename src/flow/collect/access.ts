import type { NeoError } from "../../core/errors.ts";
import type { Clock, Telemetry } from "../../core/ports/index.ts";
import { Raised, type RaisedParts } from "./raised.ts";

const PROBE_EVERY_MS = 15 * 60_000;
const UNREACHABLE_AFTER_MS = 10 * 60_000;
/** Waited where the API limits the rate and names no time. */
const DEFAULT_WAIT_MS = 60_000;

/** Refusal is why the API is not asked now, or why asking failed. */
export interface Refusal {
  readonly reason: "paused" | "rate_limited" | "failed";
  readonly detail: string;
  readonly retryAt: number | null;
}

/** AccessParts is what an Access reports to. */
export interface AccessParts extends RaisedParts {
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/**
 * Access keeps whether an account's API may be asked, and tells admins when it cannot be read.
 *
 * | state | event | next | told |
 * |---|---|---|---|
 * | any | 401 or 403 | paused, one probe each 15 min | account-access raised, api-unreachable cleared |
 * | any | 429 | waiting for as long as asked | api-unreachable raised after 10 min without success |
 * | any | other failure | open | api-unreachable raised after 10 min without success |
 * | any | success | open | both cleared |
 *
 * The state is not stored: after a restart or a reload the API is asked at once, so that a mended key works at once.
 */
export class Access {
  readonly #parts: AccessParts;
  #refusal: Refusal | null = null;
  #goodAt: number;
  #failures = 0;
  #lastFailure = "";
  readonly #raised: Raised;

  constructor(parts: AccessParts) {
    this.#parts = parts;
    this.#goodAt = parts.clock.now();
    this.#raised = new Raised(parts);
  }

  /** held tells why the API is not to be asked now; null if it may be. */
  async held(): Promise<Refusal | null> {
    const refusal = this.#refusal;
    if (refusal?.retryAt == null || this.#parts.clock.now() >= refusal.retryAt) return null;
    if (refusal.reason === "rate_limited") await this.#tellIfLasting();
    return refusal;
  }

  /** good notes that the API was read. */
  async good(): Promise<void> {
    const { account, log, telemetry, clock } = this.#parts;
    if (this.#failures > 0) log.info("the Neo API can be read again", { account });
    this.#refusal = null;
    this.#failures = 0;
    this.#goodAt = clock.now();
    telemetry.gauge("account_blocked", 0, { account });
    await this.#raised.clear("account-access");
    await this.#raised.clear("api-unreachable");
  }

  /** failed notes a failure and tells what follows from it. */
  async failed(error: NeoError): Promise<Refusal> {
    const { account, log, clock } = this.#parts;
    this.#failures += 1;
    const level = this.#lastFailure === error.failure && this.#failures > 1 ? "debug" : "warn";
    this.#lastFailure = error.failure;
    log[level]("the Neo API could not be read", {
      account,
      failure: error.failure,
      error: error.message,
      failures: this.#failures,
    });
    const now = clock.now();
    if (error.failure === "unauthorized" || error.failure === "forbidden") {
      return this.#pause(error, now);
    }
    const limited = error.failure === "rate_limited";
    const retryAt = limited ? now + (error.retryAfterMs ?? DEFAULT_WAIT_MS) : null;
    this.#refusal = { reason: limited ? "rate_limited" : "failed", detail: error.message, retryAt };
    await this.#tellIfLasting();
    return this.#refusal;
  }

  async #pause(error: NeoError, now: number): Promise<Refusal> {
    const { account, telemetry } = this.#parts;
    telemetry.gauge("account_blocked", 1, { account });
    this.#refusal = { reason: "paused", detail: error.message, retryAt: now + PROBE_EVERY_MS };
    // The API answers, if not as hoped: that it could not be reached is over.
    await this.#raised.clear("api-unreachable");
    await this.#raised.raise(
      "account-access",
      `${error.message} Polling of this account is paused; it is tried again every 15 minutes, and at once after a reload of the configuration.`,
      now,
    );
    return this.#refusal;
  }

  async #tellIfLasting(): Promise<void> {
    const { account, clock } = this.#parts;
    const lasting = clock.now() - this.#goodAt >= UNREACHABLE_AFTER_MS;
    // A single failure says little where an account is polled only every hour.
    if (!lasting || (this.#failures < 2 && this.#refusal?.reason !== "rate_limited")) return;
    await this.#raised.raise(
      "api-unreachable",
      `account "${account}": usage could not be read since ${new Date(this.#goodAt).toISOString()}; alerts rest on ` +
        `what was read before. Last failure: ${this.#refusal?.detail ?? "unknown"}`,
      this.#goodAt,
    );
  }
}
