import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createStage, type Stage } from "../../../src/simulator/index.ts";
import { postSlack } from "../../support/hostile.ts";
import { getPage, SIMULATED_NOW } from "../../support/simulator.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "stage-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** A stage whose time is moved by the test; small, for speed. */
async function stageIn(path: string, time = { now: SIMULATED_NOW }): Promise<Stage> {
  const stage = await createStage({
    folder: path,
    port: 0,
    clock: { now: () => time.now },
    timezone: "UTC",
    streamsPerDay: 40,
  });
  onTestFinished(() => stage.close());
  return stage;
}

/** What a daemon does first: read, then tell. */
async function watchAndTell(stage: Stage): Promise<void> {
  await getPage(stage.simulator, "");
  await postSlack(stage.slack.url, { channel: "#neo-budget", text: "what is over already" });
}

describe("createStage", () => {
  it("begins its script once the daemon has spoken, and not before", async () => {
    const time = { now: SIMULATED_NOW };
    const stage = await stageIn(folder(), time);
    await getPage(stage.simulator, "");
    time.now += 10_000;
    await getPage(stage.simulator, "");
    expect(stage.acts().every(({ at }) => at === null)).toBe(true);
    await watchAndTell(stage);
    expect(stage.acts()[0]).toEqual({ title: "A stream fails", at: time.now + 5_000 });
    time.now += 5_000;
    const { data } = await getPage(stage.simulator, "status=failed&limit=1");
    expect(data[0]?.task_title).toBe("web pentest of partners.acme.io");
  });

  it("does not wait for ever for a daemon that says nothing", async () => {
    const time = { now: SIMULATED_NOW };
    const stage = await stageIn(folder(), time);
    await getPage(stage.simulator, "");
    time.now += 31_000;
    await getPage(stage.simulator, "");
    expect(stage.acts()[0]?.at).toBe(time.now + 5_000);
  });

  it("goes on in the same folder: same rows, same script, same messages", async () => {
    const path = folder();
    const time = { now: SIMULATED_NOW };
    const first = await stageIn(path, time);
    await watchAndTell(first);
    await first.close();
    time.now += 3_600_000;
    const second = await stageIn(path, time);
    expect(second.acts()).toEqual(first.acts());
    expect(second.slack.messages()).toEqual(first.slack.messages());
    expect(second.plot).toEqual(first.plot);
    expect(second.simulator.apiKey).toBe(first.simulator.apiKey);
    expect(second.simulator.truth(time.now)).toEqual(first.simulator.truth(time.now));
  });

  it("says that the page's port is taken, and leaves nothing open", async () => {
    const first = await stageIn(folder());
    const port = Number(new URL(first.inbox.url).port);
    const second = createStage({
      folder: folder(),
      port,
      clock: { now: () => SIMULATED_NOW },
      timezone: "UTC",
    });
    await expect(second).rejects.toThrow(`port ${port} is taken, perhaps by another demo`);
  });

  it("names a file that is no stage instead of writing over it", async () => {
    const path = folder();
    writeFileSync(join(path, "stage.json"), "[]");
    await expect(stageIn(path)).rejects.toThrow(
      /stage\.json is not the state of a demo; remove it/,
    );
  });
});
