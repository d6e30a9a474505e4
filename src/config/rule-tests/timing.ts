import type { Report } from "../problems/report.ts";
import type { Path } from "../source/tree.ts";
import { type MomentText, momentIn, type Origin } from "./moment.ts";

/** Timing reads the moments of one test, which count from its start. */
export interface Timing {
  readonly report: Report;
  readonly origin: Origin;
  /** Ms since the epoch; null where the moment does not exist, which is reported at the path. */
  moment(path: Path, written: MomentText): number | null;
}

/** createTiming makes the timing of a test. */
export function createTiming(report: Report, origin: Origin): Timing {
  return {
    report,
    origin,
    moment: (path, written) => report.accept(path, momentIn(written, origin)),
  };
}
