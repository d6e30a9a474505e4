import type { Clock } from "../core/ports/index.ts";
import type {
  AccountHealth,
  ConfigurationHealth,
  DeliveryHealth,
  Health,
  HistoryHealth,
  ProofHealth,
} from "./health.ts";

/** CheckState is `ok`, `degraded` (works, but someone should look) or `failing` (does not work at all). */
type CheckState = "ok" | "degraded" | "failing";

/** Check is one named part of readiness with what there is to know about it. */
type Check = { readonly state: CheckState } & Readonly<Record<string, unknown>>;

/** Readiness is the answer of /readyz. */
export interface Readiness {
  readonly ready: boolean;
  /** The worst state of all checks. */
  readonly state: CheckState;
  readonly checks: Readonly<Record<string, Check>>;
}

/**
 * readReadiness asks every part at once. The daemon is ready while database and queue answer; what else is wrong
 * shows as `degraded` and leaves it ready, because restarting it would not help: with a refused configuration it
 * goes on with the one before, and a blocked account or a dead receiver does not hold up the others.
 */
export async function readReadiness(
  health: Health,
  clock: Clock,
  timeoutMs: number,
  failed: (check: string, error: unknown) => void,
): Promise<Readiness> {
  const ask = async (name: string, question: () => Promise<Check>) => {
    try {
      return [name, await inTime(question(), timeoutMs)] as const;
    } catch (error) {
      failed(name, error);
      return [name, { state: "failing", reason: reasonOf(error) } satisfies Check] as const;
    }
  };
  const checks = Object.fromEntries(
    await Promise.all([
      ask("database", () => health.database().then(() => ({ state: "ok" }))),
      ask("queue", () => health.queue().then(() => ({ state: "ok" }))),
      ask("configuration", async () => configurationCheck(health.configuration())),
      ask("accounts", async () => accountsCheck(await health.accounts(), clock.now())),
      ask("deliveries", async () => deliveriesCheck(await health.deliveries(), clock.now())),
    ]),
  );
  const states = Object.values(checks).map((check) => check.state);
  const worst = (["failing", "degraded"] as const).find((state) => states.includes(state)) ?? "ok";
  return { ready: worst !== "failing", state: worst, checks };
}

/** statesOf leaves of a readiness the states of its parts, for those to whom no more is told. */
export function statesOf({ ready, state, checks }: Readiness): Readiness {
  const states = Object.entries(checks).map(([name, check]) => [name, { state: check.state }]);
  return { ready, state, checks: Object.fromEntries(states) };
}

function configurationCheck(configuration: ConfigurationHealth): Check {
  const at = iso(configuration.at);
  if (configuration.state === "taken") return { state: "ok", config: "taken", at };
  // Only the first line of a problem: the others quote the file.
  const problems = configuration.problems.map((problem) => problem.split("\n", 1)[0]);
  return { state: "degraded", config: "refused", at, problems };
}

function accountsCheck(accounts: readonly AccountHealth[], now: number): Check {
  const isDegraded = accounts.some(
    ({ blocked, proof }) => blocked !== null || proof.unproven !== null || proof.drift.length > 0,
  );
  return {
    state: isDegraded ? "degraded" : "ok",
    accounts: accounts.map((account) => ({
      account: account.account,
      complete_to: iso(account.watermark),
      watermark_age_seconds: ageSeconds(account.watermark, now),
      ...(account.blocked === null ? {} : { blocked: account.blocked }),
      ...proofOf(account.proof, now),
      ...(account.history === null ? {} : { history: historyOf(account.history) }),
    })),
  };
}

function historyOf({ readFrom, waiting }: HistoryHealth): Readonly<Record<string, unknown>> {
  return {
    read_from: iso(readFrom),
    waiting_rules: waiting.map(({ rule, part, readTo }) => ({ rule, part, read_to: iso(readTo) })),
  };
}

function proofOf(proof: ProofHealth, now: number): Readonly<Record<string, unknown>> {
  const { gaps, provenAt, settledTo, summary, summaryDetail, drift, unproven } = proof;
  return {
    gaps,
    proven_at: iso(provenAt),
    oldest_proof_age_seconds: ageSeconds(provenAt, now),
    settled_to: iso(settledTo),
    summary,
    ...(summaryDetail === null ? {} : { summary_detail: summaryDetail }),
    drift,
    ...(unproven === null ? {} : { unproven }),
    requests_last_hour: proof.requestsLastHour,
  };
}

function deliveriesCheck(deliveries: DeliveryHealth, now: number): Check {
  return {
    state: deliveries.failing.length > 0 ? "degraded" : "ok",
    pending: deliveries.pending,
    oldest_pending_seconds: ageSeconds(deliveries.oldestPendingAt, now),
    failing: deliveries.failing,
  };
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const ageSeconds = (at: number | null, now: number) =>
  at === null ? null : Math.max(0, Math.round((now - at) / 100) / 10);

/** The code alone: a driver's message may hold a connection string, and the log has the whole of it. */
function reasonOf(error: unknown): string {
  if (error instanceof Late) return "no answer in time";
  const code = (error as { code?: unknown } | null)?.code;
  return `${typeof code === "string" ? code : "error"}: the daemon's log says more`;
}

class Late extends Error {}

async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
