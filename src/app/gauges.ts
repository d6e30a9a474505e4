import type {
  AccountProofs,
  AlertStore,
  Conditions,
  Ledger,
  Outbox,
  Telemetry,
} from "../core/ports/index.ts";
import { CONDITION_KINDS } from "../core/ports/index.ts";
import { SEVERITIES } from "../core/rules/index.ts";
import { version } from "./version.ts";

/** GaugeParts is what the daemon's standing figures are read from. */
export interface GaugeParts {
  readonly ledger: Ledger;
  readonly conditions: Conditions;
  readonly outbox: Outbox;
  readonly alerts: AlertStore;
  readonly telemetry: Telemetry;
}

/**
 * readGauges sets the figures that stand in the database rather than happen in this process; called for each
 * reading of /metrics, so that they are as true after a restart as before.
 */
export async function readGauges(parts: GaugeParts): Promise<void> {
  const { ledger, conditions, outbox, alerts, telemetry } = parts;
  telemetry.gauge("build_info", 1, { version });
  const backlog = await outbox.backlog();
  telemetry.gauge("outbox_pending", backlog.pending);
  const active = await conditions.active();
  for (const kind of CONDITION_KINDS) {
    telemetry.gauge("conditions_active", active.filter((one) => one.kind === kind).length, {
      kind,
    });
  }
  const firing = (await alerts.load()).alerts.filter(
    ({ status, muted, covered }) => status === "firing" && !muted && !covered,
  );
  for (const severity of SEVERITIES) {
    const count = firing.filter((alert) => alert.severity === severity).length;
    telemetry.gauge("alerts_firing", count, { severity });
  }
  for (const { account, completeTo, gaps, readFrom } of await ledger.coverage()) {
    telemetry.gauge("gaps", gaps, { account });
    if (completeTo !== null) {
      telemetry.gauge("watermark_timestamp_seconds", completeTo / 1000, { account });
      telemetry.gauge("ledger_rows", (await ledger.checkpoint(account)).rows, { account });
    }
    if (readFrom !== null)
      telemetry.gauge("read_from_timestamp_seconds", readFrom / 1000, { account });
    proofGauges(telemetry, account, await ledger.proofs(account));
  }
}

function proofGauges(telemetry: Telemetry, account: string, proofs: AccountProofs): void {
  const { provenAt, settledTo, summary, days } = proofs;
  const drift = days.filter(({ audit }) => audit?.outcome === "drift").length;
  telemetry.gauge("ledger_drift", drift, { account });
  telemetry.gauge("summary_usable", summary === "usable" ? 1 : 0, { account });
  if (provenAt !== null)
    telemetry.gauge("oldest_proof_timestamp_seconds", provenAt / 1000, { account });
  if (settledTo !== null)
    telemetry.gauge("settled_timestamp_seconds", settledTo / 1000, { account });
}
