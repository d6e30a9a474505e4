import { describe } from "vitest";
import { memoryActs } from "../../support/acts.ts";
import { memoryAlertStore } from "../../support/alert-store.ts";
import { memoryConditions } from "../../support/conditions.ts";
import { memoryLedger } from "../../support/ledger.ts";
import { memoryOutbox } from "../../support/outbox.ts";
import { memorySessions } from "../../support/sessions.ts";
import { actsContract } from "./acts.case.ts";
import { alertStoreContract } from "./alert-store.case.ts";
import { conditionsContract } from "./conditions.case.ts";
import { ledgerContract } from "./ledger.case.ts";
import { outboxContract } from "./outbox.case.ts";
import { proofsContract } from "./proofs.case.ts";
import { sessionsContract } from "./sessions.case.ts";
import { spansContract } from "./spans.case.ts";
import { sweepContract } from "./sweep.case.ts";

describe("the fakes in memory that other tests stand on", () => {
  describe("the ledger", () => {
    ledgerContract(async () => memoryLedger());
    sweepContract(async () => memoryLedger());
    spansContract(async () => memoryLedger());
    proofsContract(async () => memoryLedger());
  });
  describe("the alert store", () => alertStoreContract(async () => memoryAlertStore()));
  describe("the acts", () => actsContract(async () => memoryActs()));
  describe("the sessions", () => {
    sessionsContract(async () => {
      const sessions = memorySessions();
      return { sessions, records: async () => sessions.records };
    });
  });
  describe("the conditions", () => conditionsContract(async () => memoryConditions()));
  describe("the outbox", () => {
    outboxContract(async () => {
      const outbox = memoryOutbox();
      return { outbox, other: outbox, add: async (...drafts) => outbox.add(...drafts) };
    });
  });
});
