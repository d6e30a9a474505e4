import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { availableBackends } from "./support/backends.ts";

const script = new URL("./support/start-and-stop.ts", import.meta.url).pathname;

describe.each(availableBackends())("a process with jobs on $name and the web pages", ({ name }) => {
  it("ends by itself once both are stopped", { timeout: 60_000 }, async () => {
    const ran = promisify(execFile)(process.execPath, ["--import", "tsx", script, name]);
    const { stdout } = await ran;
    expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toEqual({
      ready: 200,
      metrics: true,
    });
  });
});
