import { Secret } from "../../src/core/secret.ts";
import { createCollector } from "../../src/flow/index.ts";
import { createConditions, createLedger, migrate } from "../../src/ledger/index.ts";
import { createNeoApi } from "../../src/neo/index.ts";
import { openPlace } from "./place.ts";

/**
 * What is held against the yardstick: the daemon's own polls of a first start, until the history is read. Every row is
 * checked, journalled and proven. Prints its own seconds, start-up not counted.
 */
const DAY_MS = 86_400_000;
const [, , url = "", key = "", from = "", , place = ""] = process.argv;
const database = await openPlace(place);
await migrate(database);
const none = () => {};
const parts = {
  clock: { now: Date.now },
  log: { debug: none, info: none, warn: none, error: none },
  telemetry: { count: none, gauge: none, duration: none },
};
const api = createNeoApi({
  ...{ account: "bench", auth: "api_key", credential: new Secret(key) },
  ...{ baseUrl: url, timeoutMs: 30_000, ...parts },
});
const ledger = createLedger(database);
const collector = createCollector({
  account: {
    name: "bench",
    historyMs: Date.now() - Date.parse(from),
    ...{ overlapMs: 3 * 3_600_000, settleMs: 7 * DAY_MS, rereadEveryMs: 6 * 3_600_000 },
    ...{ requestsPerMinute: 60, alertUnprovenAfterMs: 6 * 3_600_000 },
  },
  ...{ api, ledger, conditions: createConditions(database), ...parts },
});

const started = performance.now();
const { signal } = new AbortController();
for (let more = true; more; ) {
  const poll = await collector.poll(signal);
  if (poll.reason !== "complete") throw new Error(`a poll was ${poll.reason}: ${poll.detail}`);
  more = poll.more;
}
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ rows: (await ledger.checkpoint("bench")).rows, seconds }));
await api.close();
await database.end();
