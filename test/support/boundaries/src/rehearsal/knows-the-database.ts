import { rows } from "../ledger/streams.ts";
export const known = rows;
