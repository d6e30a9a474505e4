import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runCommand } from "citty";
import { expect, it, onTestFinished } from "vitest";
import { simulate, startSimulate } from "../../../src/cli/commands/simulate.ts";
import { getPage, getUsage, SIMULATED_NOW } from "../../support/simulator.ts";

function options(said: string[] = []) {
  return {
    port: 0,
    seed: "7",
    days: 3,
    members: 12,
    streamsPerDay: 60,
    late: true,
    clock: { now: () => SIMULATED_NOW },
    out: (text: string) => said.push(text),
  };
}

it("serves the team that was asked for and says how to point an account at it", async () => {
  const said: string[] = [];
  const key = `neo_sk_${"a".repeat(32)}`;
  const simulator = await startSimulate({ ...options(said), key, faults: { rates: { slow: 0 } } });
  onTestFinished(() => simulator.close());
  expect(said.join("")).toContain(`base_url: ${simulator.url}`);
  expect(said.join("")).toContain(`api_key: ${key}`);
  expect(said.join("")).toContain("12 members, 3 days of history");
  expect((await getUsage(simulator, "streams", { "x-api-key": key })).status).toBe(200);
  expect((await getPage(simulator, "limit=1")).total).toBe(simulator.truth().rows);
});

it("shows rows late, corrected and taken back where asked to", async () => {
  const simulator = await startSimulate(options());
  onTestFinished(() => simulator.close());
  const rows = simulator.team.rows(simulator.team.from, SIMULATED_NOW);
  expect(rows.some((row) => row.visibleAt - row.createdAt - row.executionMs > 600_000)).toBe(true);
  expect(rows.some((row) => row.recost) && rows.some((row) => row.retractedAt)).toBe(true);
});

it("says that a port is taken, and what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  await expect(startSimulate({ ...options(), port })).rejects.toThrow(
    `port ${port} is taken; choose another with --port, or 0 for a free one`,
  );
});

it.each([
  [["--port", "web"], "--port must be a number from 0 to 65535"],
  [["--port", "0", "--days", "x"], "--days must be a number from 0 to 4000"],
  [["--port", "0", "--members", "0"], "--members must be a number from 1"],
  [["--port", "0", "--faults", "418=1"], 'there is no fault "418"'],
])("refuses %j in words", async (rawArgs, message) => {
  await expect(runCommand(simulate, { rawArgs })).rejects.toThrow(message);
});
