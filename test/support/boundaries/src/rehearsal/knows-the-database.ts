import { streams } from "../ledger/streams.ts";
export const known = streams;
