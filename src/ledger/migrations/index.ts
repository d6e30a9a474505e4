import { ledger } from "./001-ledger.ts";
import { alerts } from "./002-alerts.ts";
import { outbox } from "./003-outbox.ts";
import { proofs } from "./004-proofs.ts";
import { backfill } from "./005-backfill.ts";
import { statements } from "./006-statements.ts";
import { quiet } from "./007-quiet.ts";
import { sessions } from "./009-sessions.ts";
import { views } from "./011-views.ts";

/** Migration is one numbered step of the schema; once released it never changes. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** MIGRATIONS are all steps, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: "ledger", sql: ledger },
  { version: 2, name: "alerts", sql: alerts },
  { version: 3, name: "outbox", sql: outbox },
  { version: 4, name: "proofs", sql: proofs },
  { version: 5, name: "backfill", sql: backfill },
  { version: 6, name: "statements", sql: statements },
  { version: 7, name: "quiet", sql: quiet },
  { version: 9, name: "sessions", sql: sessions },
  { version: 11, name: "views", sql: views },
];
