import { describe, expect, it } from "vitest";
import { createQueueErrors } from "../../../src/jobs/queue-errors.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryLog } from "../../support/log.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";

describe("errors of the queue's connection", () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });

  it("are all counted, but the same one is said only once in half a minute", () => {
    const clock = manualClock();
    const log = memoryLog();
    const telemetry = memoryTelemetry();
    const report = createQueueErrors({ clock, log, telemetry, place: "redis:6379/0" });
    for (const queue of ["poll", "deliver", "poll"]) report(queue, refused);
    report("poll", new Error("READONLY"));
    expect(log.lines.map(({ fields }) => fields["error"])).toEqual([
      refused,
      new Error("READONLY"),
    ]);
    expect(telemetry.counted("queue_errors_total", { queue: "poll" })).toBe(3);

    clock.advance(30_000);
    report("poll", refused);
    expect(log.lines).toHaveLength(3);
  });
});
