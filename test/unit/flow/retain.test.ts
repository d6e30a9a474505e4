import { expect, test } from "vitest";
import { retain } from "../../../src/flow/index.ts";
import { memoryActs } from "../../support/acts.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryLedger } from "../../support/ledger.ts";
import { memoryLog } from "../../support/log.ts";
import { usageStream } from "../../support/neo-server-memory.ts";

const DAY = 86_400_000;

test("deletes what is older than the retention, keeps the rest, and says what it did", async () => {
  const clock = manualClock();
  const ledger = memoryLedger();
  const log = memoryLog();
  const now = clock.now();
  const streams = [usageStream("old", now - 401 * DAY), usageStream("young", now - 399 * DAY)];
  await ledger.writePage({ account: "acme", streams, seenAt: now });

  const by = { name: "Ana", via: "cli" } as const;
  const acts = memoryActs();
  for (const days of [4, 6]) {
    const times = { startsAt: 0, endsAt: now - days * DAY, updatedAt: 0 };
    await acts.putSilence(
      { id: `${days}`, matchers: [], author: "Ana", comment: "", ...times },
      by,
    );
  }

  const parts = { ledger, acts, clock, log, retentionMs: 400 * DAY };
  expect(await retain(parts)).toEqual({ deleted: 1 });
  expect([...ledger.held("acme").keys()]).toEqual(["young"]);
  expect((await acts.silences()).map(({ id }) => id)).toEqual(["4"]);
  expect(log.lines).toMatchObject([{ level: "info", fields: { deleted: 1 } }]);
  expect(await retain(parts)).toEqual({ deleted: 0 });
  expect(log.lines).toHaveLength(1);
});
