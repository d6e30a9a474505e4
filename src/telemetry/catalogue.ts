/** MetricSpec declares one of the daemon's own metrics: what kind it is, what it tells, and its labels. */
export interface MetricSpec {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds in seconds; histograms only. */
  readonly buckets?: readonly number[];
  /** Gauges only: the age, at the moment of reading, of the timestamp that this other metric holds. */
  readonly ageOf?: string;
}

const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const CALL = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const JOB = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 1800];
const DELIVERY = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600, 21_600, 172_800];

const counter = (help: string, ...labels: string[]): MetricSpec => ({
  kind: "counter",
  help,
  labels,
});
const gauge = (help: string, ...labels: string[]): MetricSpec => ({ kind: "gauge", help, labels });
const histogram = (help: string, buckets: readonly number[], ...labels: string[]): MetricSpec => ({
  kind: "histogram",
  help,
  labels,
  buckets,
});

/**
 * METRICS is every metric of the daemon, by its name without the `neo_budgetd_` prefix. Names follow Prometheus'
 * rules: base units (seconds), counters end in `_total`, moments in `_timestamp_seconds`. Add a metric here first.
 */
export const METRICS = {
  // Collecting from the Neo API
  api_requests_total: counter(
    "Requests to the Neo API by outcome: `ok` or a NeoError's failure.",
    "account",
    "outcome",
  ),
  api_request_duration_seconds: histogram(
    "Duration of one request to the Neo API, retries counted singly.",
    CALL,
    "account",
  ),
  api_unknown_fields_total: counter(
    "Fields and values of the Neo API that this version does not know, each counted once a process.",
    "account",
  ),
  rows_added_total: counter("Rows added to the ledger.", "account"),
  rows_changed_total: counter("Rows that changed after they were first read.", "account"),
  rows_retracted_total: counter("Rows taken back because the API no longer held them.", "account"),
  task_calls_total: counter(
    "Calls that a task is complete: taken, unknown (no such account), refused (method or secret).",
    "outcome",
  ),
  slack_calls_total: counter(
    "Calls of Slack's to the daemon's own address: taken, refused (method, signature, time or body).",
    "outcome",
  ),
  logins_total: counter(
    "Attempts to log in to the pages: taken, wrong, slowed, from_another_site.",
    "outcome",
  ),
  sweeps_total: counter("Sweeps that were proven complete.", "account"),
  sweeps_incomplete_total: counter(
    "Sweeps whose rows did not match the API's own total.",
    "account",
  ),
  gaps: gauge("Windows that no sweep could prove complete so far.", "account"),
  watermark_timestamp_seconds: gauge(
    "Moment to which the account's numbers are complete.",
    "account",
  ),
  read_from_timestamp_seconds: gauge(
    "Moment back to which the account's history is read so far, newest first.",
    "account",
  ),
  watermark_age_seconds: {
    ...gauge("Age of the moment to which the account's numbers are complete.", "account"),
    ageOf: "watermark_timestamp_seconds",
  },
  last_successful_poll_timestamp_seconds: gauge("Moment of the last complete poll.", "account"),
  account_blocked: gauge(
    "1 while the API refuses the account's key (401 or 403), else 0.",
    "account",
  ),
  ledger_rows: gauge("Rows in the ledger, retracted ones not counted.", "account"),

  // Proving the ledger
  count_probes_total: counter(
    "Counts of what may still change, held against the API's own: `agrees` or `differs`.",
    "account",
    "outcome",
  ),
  rows_healed_total: counter(
    "Rows that polls had missed and proofs found: `added`, `changed` or `retracted`.",
    "account",
    "change",
  ),
  audits_total: counter(
    "Comparisons of a day's sums with the API's summary: `agrees`, `differs`, or `drift` after a whole reading.",
    "account",
    "outcome",
  ),
  ledger_drift: gauge(
    "Days whose sums differ from the API's summary although they were read again whole.",
    "account",
  ),
  summary_usable: gauge(
    "1 while the API's summary can be held against the ledger to the last digit, else 0.",
    "account",
  ),
  oldest_proof_timestamp_seconds: gauge(
    "Moment since which everything that may still change was compared with the API.",
    "account",
  ),
  oldest_proof_age_seconds: {
    ...gauge("Age of the oldest proof of what may still change.", "account"),
    ageOf: "oldest_proof_timestamp_seconds",
  },
  settled_timestamp_seconds: gauge(
    "Moment before which everything is proven and can no longer change.",
    "account",
  ),

  // Evaluating
  evaluation_duration_seconds: histogram(
    "Duration of one evaluation, from reading the journal to the commit.",
    FAST,
  ),
  evaluations_total: counter("Evaluations by outcome: `saved`, `unchanged` or `stale`.", "outcome"),
  transitions_total: counter("Transitions of alerts by their named reason.", "reason"),
  alerts_firing: gauge("Alerts that fire now.", "severity"),
  engine_rows: gauge("Rows that the engine holds in memory."),
  groups_capped: gauge(
    "Groups of a rule that are left out because it has more than the cap allows.",
    "rule",
  ),

  // Delivering
  messages_total: counter("Messages stored for sending by their notice.", "notice"),
  messages_sent_total: counter("Messages that a service took.", "kind"),
  messages_failed_total: counter(
    "Tries to send a message that failed, by notifier kind and reason.",
    "kind",
    "reason",
  ),
  messages_given_up_total: counter(
    "Messages that were never delivered and are no longer tried.",
    "kind",
    "reason",
  ),
  outbox_pending: gauge("Stored messages that are not yet sent."),
  delivery_latency_seconds: histogram(
    "From a message being stored to the service taking it.",
    DELIVERY,
    "kind",
  ),

  // The daemon itself
  build_info: gauge("Always 1; the label is the version that runs.", "version"),
  config_last_reload_successful: gauge(
    "1 if the last reading of the configuration was taken, 0 if refused.",
  ),
  config_last_reload_success_timestamp_seconds: gauge("Moment of the last configuration taken."),
  config_reloads_total: counter("Readings of the configuration: `taken` or `refused`.", "outcome"),
  conditions_active: gauge("Troubles of the daemon itself that last.", "kind"),
  job_duration_seconds: histogram("Duration of one job.", JOB, "queue"),
  jobs_completed_total: counter("Jobs that ended well.", "queue"),
  job_failures_total: counter("Jobs that failed; each is run again by its schedule.", "queue"),
  queue_errors_total: counter("Errors of the connection to the queue.", "queue"),
} as const satisfies Record<string, MetricSpec>;
