import type { Statement, StatementUnit } from "../statements/index.ts";

/** Statements keeps what was stated of each account's periods, every revision beside the ones before. */
export interface Statements {
  /** The newest revision of each of an account's statements, oldest period first. */
  newest(account: string): Promise<readonly Statement[]>;
  /** All revisions of one period, oldest first. */
  revisions(account: string, unit: StatementUnit, from: number): Promise<readonly Statement[]>;
  /** Stores statements, all or none; one that is stored already stays as it is. */
  save(statements: readonly Statement[]): Promise<void>;
}
