import type { AccountCoverage } from "../../core/ports/index.ts";
import type { Settings } from "../settings.ts";
import type { Path } from "../source/tree.ts";

/** KnownMember is a member that the ledger has streams of, in one account. */
export interface KnownMember {
  readonly account: string;
  readonly member: string;
}

/** KnownLedger is what the ledger tells of a configuration's accounts. */
export interface KnownLedger {
  readonly members: readonly KnownMember[];
  /** How much of each account's history is read; an account of which nothing is may be missing. */
  readonly histories: readonly Pick<AccountCoverage, "account" | "ready" | "readFrom">[];
  /** When it was asked, ms since the epoch. */
  readonly at: number;
}

/** Doubt is something in a configuration without mistakes that is probably not meant, at its place. */
export interface Doubt {
  readonly path: Path;
  readonly message: string;
}

/** Doubtful is what is looked through for doubts. */
export interface Doubtful {
  readonly settings: Settings;
  /** Null where no ledger is asked. */
  readonly ledger: KnownLedger | null;
  /** The names under `time_intervals`, in their order. */
  readonly intervals: readonly string[];
  /** Where an account stands in the file, by its name. */
  readonly accountAt: (name: string) => Path;
  /** Where a rule stands in the file, by its name. */
  readonly ruleAt: (name: string) => Path;
  /** Where a receiver stands in the file, by its name. */
  readonly receiverAt: (name: string) => Path;
}

/** Finder looks for one kind of doubt. */
export type Finder = (input: Doubtful) => readonly Doubt[];
