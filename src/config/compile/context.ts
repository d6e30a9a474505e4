import type { MemberGroup } from "../../core/rules/index.ts";
import type { NamedInterval } from "../../core/time/index.ts";
import type { Report } from "../problems/report.ts";
import type { GeneralInput } from "../schema/settings-schema.ts";

/** Context is what the parts of the configuration need of each other while they are checked. */
export interface Context {
  readonly report: Report;
  readonly general: GeneralInput;
  readonly groups: readonly MemberGroup[];
  readonly timeIntervals: readonly NamedInterval[];
  /** Names as written, those of entries with mistakes included: a reference to them is no second mistake. */
  readonly names: Readonly<
    Record<"accounts" | "groups" | "rules" | "receivers" | "timeIntervals", readonly string[]>
  >;
  /** False while something wrong was left out of the part at hand: what is then absent or empty is no second mistake. */
  readonly clean: boolean;
  /** The shortest `history` of all accounts, ms. */
  readonly historyMs: number;
}
