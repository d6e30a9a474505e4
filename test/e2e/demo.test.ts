import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import {
  type Demo,
  json,
  KINDS,
  keyOf,
  ledgerOf,
  slackOf,
  startDemo,
  truthOf,
} from "../support/demo.ts";

/** Kills the daemon as a crash would and waits until the demo has started it again. */
async function crash(demo: Demo, page: string): Promise<void> {
  const { daemon } = await json<{ daemon: { pid: number; restarts: number } }>(`${page}/demo`);
  process.kill(daemon.pid, "SIGKILL");
  await demo.shows(new RegExp(`(started again with pid \\d+[^]*){${daemon.restarts + 1}}`));
}

/** Presses Acknowledge below the newest message that has it, and waits until the daemon has shown who did. */
async function acknowledge(page: string): Promise<void> {
  const read = async () => (await fetch(page)).text();
  const buttons = [
    ...(await read()).matchAll(
      /data-channel="(?<channel>[^"]+)" data-ts="(?<ts>[^"]+)" data-action="(?<action>neo_acknowledge)"/g,
    ),
  ];
  const pressed = await fetch(`${page}/press`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(buttons.at(-1)?.groups),
  });
  expect(pressed.status).toBe(204);
  await expect.poll(read, { timeout: 20_000, interval: 200 }).toContain("acknowledged by You");
}

it("shows each kind of alert within two minutes, survives kill -9, takes a press, and its ledger is the truth", async () => {
  const folder = mkdtempSync(join(tmpdir(), "demo-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const began = performance.now();
  const demo = startDemo(folder);
  const [, page = ""] = await demo.shows(/Read the messages +(http:\S+)/);
  const [, api = ""] = await demo.shows(/The Neo API's stand-in (http:\S+)/);
  await demo.shows(/Already over as watching begins/);
  await crash(demo, page);
  await demo.shows(KINDS.failed);
  await demo.shows(KINDS.blocked);
  await demo.shows(KINDS.budget);
  await crash(demo, page);
  await demo.shows(KINDS.spike);
  await demo.shows(KINDS.errorRate);
  expect(performance.now() - began).toBeLessThan(120_000);
  await acknowledge(page);

  await json(`${api}/simulator/clock`, { hold: true });
  await crash(demo, page);
  const served = async () => (await json<{ requests: number }>(`${api}/simulator/`)).requests;
  const before = await served();
  await expect.poll(served, { timeout: 60_000, interval: 200 }).toBeGreaterThan(before + 6);
  // The daemon's 35 days begin when it does, some seconds after the team's.
  const from = Date.now() - 35 * 86_400_000 + 300_000;
  const truth = await truthOf(api, from);

  const ending = performance.now();
  demo.process.kill("SIGINT");
  const [code] = await once(demo.process, "exit");
  expect(code).toBe(0);
  expect(performance.now() - ending).toBeLessThan(10_000);

  const ledger = await ledgerOf(folder, from);
  expect(ledger.size).toBeGreaterThan(3_000);
  expect(ledger).toEqual(truth);
  const messages = slackOf(folder);
  const keys = messages.flatMap(({ metadata }) => keyOf(metadata) ?? []);
  expect(keys.length).toBeGreaterThanOrEqual(messages.filter((each) => !each.threadTs).length);
  expect(new Set(keys).size).toBe(keys.length);
  expect(existsSync(join(folder, "mail.jsonl"))).toBe(true);
}, 300_000);

it("takes its daemon along when it is killed itself, and goes on in the same folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "demo-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = startDemo(folder);
  const [, pid = ""] = await first.shows(/started with pid (\d+)/);
  await first.shows(/Already over as watching begins/);
  first.process.kill("SIGKILL");
  await expect.poll(() => isRunning(Number(pid)), { timeout: 15_000, interval: 50 }).toBe(false);

  const second = startDemo(folder);
  await second.shows(KINDS.failed);
  second.process.kill("SIGTERM");
  expect(await once(second.process, "exit")).toEqual([0, null]);
  const keys = slackOf(folder).flatMap(({ metadata }) => keyOf(metadata) ?? []);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(keys.length);
}, 180_000);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
