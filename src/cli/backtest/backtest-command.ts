import type { Environment } from "../../config/index.ts";

/** BacktestCommand is what the command line asks for. */
export interface BacktestCommand {
  readonly environment: Environment;
  readonly input: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly everyMs: number;
  readonly account: string | undefined;
  /** Another configuration to compare with. */
  readonly against: string | undefined;
  /** Messages a month that limits are proposed for. */
  readonly suggest: number | undefined;
  /** File that the report is written to. */
  readonly html: string | undefined;
  readonly json: boolean;
}
