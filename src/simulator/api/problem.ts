import type { WireError } from "../../neo/index.ts";

/** Problem is an answer that is no success, thrown wherever it is noticed and told in one place. */
export class Problem extends Error {
  override name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly kind: string;

  constructor(status: number, code: string, kind: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
    this.kind = kind;
  }
}

/** invalid is a request that the vendor refuses as malformed. */
export function invalid(detail: string): Problem {
  return new Problem(400, "invalid_request", "invalid request", detail);
}

/** unauthorized is a request without a key that is known. */
export function unauthorized(): Problem {
  return new Problem(401, "unauthorized", "unauthorized request", "invalid or missing credentials");
}

/** forbidden is a request of somebody who may not see the team's usage. */
export function forbidden(): Problem {
  return new Problem(
    403,
    "forbidden",
    "forbidden request",
    "only team admins can access usage data",
  );
}

/** problemBody is the body of an answer that is no success, in the vendor's shape. */
export function problemBody(problem: Problem, errorId: string): WireError {
  return {
    error: problem.message,
    code: problem.code,
    kind: problem.kind,
    message: `${problem.kind}: ${problem.message}`,
    error_id: errorId,
  };
}
