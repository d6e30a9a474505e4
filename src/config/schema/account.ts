import { z } from "zod";
import { secretText } from "../../notifiers/index.ts";
import { duration } from "../values/duration.ts";
import { leaf, Mistake } from "../values/leaf.ts";
import { nameText, numberBetween, text } from "../values/scalars.ts";

const address = leaf(
  { type: "string", format: "uri", examples: ["https://neo.api.projectdiscovery.io"] },
  (value) => {
    const isHttp =
      typeof value === "string" && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
    return isHttp
      ? value.replace(/\/+$/, "")
      : new Mistake("must be an address that starts with https://");
  },
);

/** CREDENTIAL_KEYS are the ways to give an account's credential; an account has exactly one. */
export const CREDENTIAL_KEYS = ["api_key", "bearer_token"] as const;

/** accountSchema is one entry of `accounts`. */
export const accountSchema = z
  .strictObject({
    name: nameText.describe(
      "Name of the account; it is the `account` label of every alert. Example: acme.",
    ),
    api_key: secretText
      .optional()
      .describe(
        `Neo API key (neo_sk_…) of a team admin, sent as X-Api-Key. Better written as \${NEO_API_KEY} than in the file itself.`,
      ),
    api_key_file: text("the path of a file")
      .optional()
      .describe("File that holds the API key, read when the configuration is loaded."),
    bearer_token: secretText
      .optional()
      .describe("A JWT instead of an API key, sent as Authorization: Bearer."),
    bearer_token_file: text("the path of a file")
      .optional()
      .describe("File that holds the bearer token, read when the configuration is loaded."),
    base_url: address
      .prefault("https://neo.api.projectdiscovery.io")
      .describe("Address of the Neo API."),
    poll_every: duration(100)
      .prefault("60s")
      .describe("How often new streams are asked for. Duration, such as 60s."),
    history: duration(60_000)
      .prefault("35d")
      .describe(
        "How far back the first start reads. Long enough for the longest window of a rule. Duration, such as 35d.",
      ),
    overlap: duration(0)
      .prefault("3h")
      .describe(
        "How far back every poll reads again, since a run appears only when it has ended. Duration, such as 3h.",
      ),
    settle: duration(0)
      .prefault("7d")
      .describe("For how long a stream may still arrive late or change. Duration, such as 7d."),
    reconcile_every: duration(1_000)
      .prefault("1m")
      .describe(
        "How often it is looked whether a proof of what is younger than `settle` is due: its counts every 5 minutes to an hour, the older ones seldom. Duration, such as 1m.",
      ),
    reread_every: duration(60_000)
      .prefault("6h")
      .describe(
        "How often each closed day younger than `settle` is read again whole; four times as long where the API's summary agrees with the ledger. Duration, such as 6h.",
      ),
    requests_per_minute: numberBetween(1, 100_000, { whole: true })
      .prefault(60)
      .describe(
        "At most so many requests a minute; proofs wait for it, polls count and never wait. Example: 60.",
      ),
    alert_unproven_after: duration(60_000)
      .prefault("6h")
      .describe(
        "For how long the numbers may go without a proof before an alert tells so. Duration, such as 6h.",
      ),
    timeout: duration(100)
      .prefault("30s")
      .describe("How long one call to the API may take. Duration, such as 30s."),
  })
  .describe("A Neo account (a team or a single user) to watch.");

export type AccountInput = z.output<typeof accountSchema>;
