export * from "../ledger/streams.ts";
