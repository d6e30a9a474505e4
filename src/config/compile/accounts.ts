import type { Report } from "../problems/report.ts";
import { type AccountInput, CREDENTIAL_KEYS } from "../schema/account.ts";
import type { AccountSettings } from "../settings.ts";
import type { Entry } from "./sections.ts";

/** compileAccount checks an account as a whole and returns its settings, or null. */
export function compileAccount(report: Report, entry: Entry<AccountInput>): AccountSettings | null {
  const { value: input, path } = entry;
  const given = CREDENTIAL_KEYS.filter((key) => input[key] !== undefined);
  if (given.length > 1) {
    report.keyError(
      [...path, "bearer_token"],
      `Account "${input.name}" has two credentials; give api_key or bearer_token, not both`,
    );
  }
  const key = given[0];
  const credential = key && input[key];
  if (!credential && entry.clean) {
    report.error(
      path,
      `Account "${input.name}" has no credential; give api_key, api_key_file, bearer_token or bearer_token_file`,
    );
  }
  if (input.overlap > input.history) {
    report.error(
      [...path, "overlap"],
      `"overlap" must not be longer than "history": it is read again on every poll`,
    );
  }
  if (isOpenAddress(input.base_url)) {
    report.warn(
      [...path, "base_url"],
      `"base_url" is plain http: the credential travels unencrypted`,
    );
  }
  if (!credential) return null;
  return {
    name: input.name,
    auth: key === "api_key" ? "api_key" : "bearer",
    credential,
    baseUrl: input.base_url,
    pollEveryMs: input.poll_every,
    historyMs: input.history,
    overlapMs: input.overlap,
    settleMs: input.settle,
    reconcileEveryMs: input.reconcile_every,
    requestsPerMinute: input.requests_per_minute,
    rereadEveryMs: input.reread_every,
    alertUnprovenAfterMs: input.alert_unproven_after,
    timeoutMs: input.timeout,
  };
}

function isOpenAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
