import { randomOf } from "../random.ts";

/**
 * FAULTS are what can go wrong with an answer. The first group is an answer in place of the page, the second a
 * page that is delivered badly, the third a page that is well formed and wrong:
 * `shuffled` an order of its own for each request, `inserted` a row that appears once the first page is out,
 * `repeated` the page's first row again in place of its last, `total` a total that is one off.
 */
export const FAULTS = [
  "429",
  "500",
  "401",
  "403",
  "html",
  "reset",
  "truncated",
  "slow",
  "shuffled",
  "inserted",
  "repeated",
  "total",
] as const;
export type Fault = (typeof FAULTS)[number];

/** FaultStep is one step of a fault script: lets `after` requests pass, then spoils `times` of them. */
interface FaultStep {
  readonly fault: Fault;
  readonly times: number;
  readonly after?: number;
}

/** FaultPlan says which requests are spoilt: the script first, step by step, then each fault by its share of requests (0-1). */
export interface FaultPlan {
  readonly script?: readonly FaultStep[];
  readonly rates?: Readonly<Partial<Record<Fault, number>>>;
  /** Seconds that a 429 asks to wait; 1 unless told. */
  readonly retryAfter?: number;
  /** How the wait is written: in seconds, or as a date. */
  readonly retryAfterAs?: "seconds" | "date";
  /** How long a slow answer takes, ms; 2000 unless told. */
  readonly slowMs?: number;
}

/** FaultFeed deals out faults by its plan, request by request. */
export interface FaultFeed {
  readonly plan: FaultPlan;
  next(): Fault | null;
}

/** createFaultFeed starts a plan from its beginning; shares are drawn from the seed. */
export function createFaultFeed(plan: FaultPlan, seed: string): FaultFeed {
  const random = randomOf(`${seed}/faults`);
  const steps = (plan.script ?? []).map((step) => ({ ...step, after: step.after ?? 0 }));
  const scripted = (): Fault | null => {
    const step = steps[0];
    if (!step) return null;
    if (step.after > 0) {
      step.after -= 1;
      return null;
    }
    step.times -= 1;
    if (step.times <= 0) steps.shift();
    return step.fault;
  };
  const drawn = (): Fault | null => {
    let draw = random.next();
    for (const fault of FAULTS) {
      draw -= plan.rates?.[fault] ?? 0;
      if (draw < 0) return fault;
    }
    return null;
  };
  return { plan, next: () => (steps.length > 0 ? scripted() : drawn()) };
}

/** readFaults reads `429=0.05,reset=0.01` as shares; throws an Error naming what it does not understand. */
export function readFaults(text: string): FaultPlan {
  const rates: Partial<Record<Fault, number>> = {};
  for (const part of text.split(",").filter((piece) => piece.trim() !== "")) {
    const [name = "", share = ""] = part.split("=").map((piece) => piece.trim());
    const fault = FAULTS.find((known) => known === name);
    const rate = Number(share);
    if (!fault) throw new Error(`there is no fault "${name}"; the faults are ${FAULTS.join(", ")}`);
    if (share === "" || !(rate >= 0 && rate <= 1)) {
      throw new Error(`"${part.trim()}" needs a share from 0 to 1, such as ${fault}=0.05`);
    }
    rates[fault] = rate;
  }
  return { rates };
}
