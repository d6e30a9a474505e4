import type { Settings } from "../settings.ts";
import type { Path } from "../source/tree.ts";

/** KnownMember is a member that the ledger has streams of, in one account. */
export interface KnownMember {
  readonly account: string;
  readonly member: string;
}

/** Doubt is something in a configuration without mistakes that is probably not meant, at its place. */
export interface Doubt {
  readonly path: Path;
  readonly message: string;
}

/** Doubtful is what is looked through for doubts. */
export interface Doubtful {
  readonly settings: Settings;
  /** Whom the ledger knows; null where no ledger is asked. */
  readonly members: readonly KnownMember[] | null;
  /** Where a rule stands in the file, by its name. */
  readonly ruleAt: (name: string) => Path;
  /** Where a receiver stands in the file, by its name. */
  readonly receiverAt: (name: string) => Path;
}

/** Finder looks for one kind of doubt. */
export type Finder = (input: Doubtful) => readonly Doubt[];
