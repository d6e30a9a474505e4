import { NeoError } from "../../src/core/errors.ts";
import { failureOfAnswer, failureOfTransport } from "../../src/neo/failures.ts";
import type { Random } from "../../src/simulator/random.ts";

const FAILURES = ["limited", "broken", "reset", "refused"] as const;

/** failureOf draws a failed request: read by the client's own code where `wire`, else as the port gives it. */
export function failureOf(account: string, wire: boolean, random: Random): NeoError {
  const failure = random.weighted([
    [4, FAILURES[0]],
    [5, FAILURES[1]],
    [5, FAILURES[2]],
    [1, FAILURES[3]],
  ]);
  const waitS = random.pick([0, 1, 30, 120]);
  return wire ? read(failure, account, waitS) : told(failure, account, waitS);
}

type Failure = (typeof FAILURES)[number];

function told(failure: Failure, account: string, waitS: number): NeoError {
  const text = `account "${account}": ${failure}`;
  switch (failure) {
    case "limited":
      return new NeoError("rate_limited", text, waitS > 0 ? { retryAfterMs: waitS * 1000 } : {});
    case "broken":
      return new NeoError("unavailable", text);
    case "reset":
      return new NeoError("timeout", text);
    case "refused":
      return new NeoError("unauthorized", text);
  }
}

function read(failure: Failure, account: string, waitS: number): NeoError {
  const context = {
    account,
    auth: "api_key" as const,
    baseUrl: "https://neo.example",
    excerpt: (text: string, longest = 200) => text.slice(0, longest),
    now: 0,
  };
  if (failure === "reset") {
    return failureOfTransport(Object.assign(new Error("reset"), { code: "ECONNRESET" }), context);
  }
  const status = { limited: 429, broken: 500, refused: 401 }[failure];
  const retryAfter = failure === "limited" && waitS > 0 ? String(waitS) : undefined;
  return failureOfAnswer({ status, retryAfter, location: undefined, body: "" }, context);
}
