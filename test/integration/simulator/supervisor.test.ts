import { expect, it, onTestFinished } from "vitest";
import { type SuperviseOptions, supervise } from "../../../src/cli/demo/supervisor.ts";

type Told = ["line", string] | ["started", number] | ["ended", string] | ["gaveUp", string];

/** Supervises a small program and hands out what is told of it, one by one. */
function watch(program: string) {
  const told: Told[] = [];
  const waiting: ((event: Told) => void)[] = [];
  const tell = (event: Told) => {
    const next = waiting.shift();
    if (next) next(event);
    else told.push(event);
  };
  const options: SuperviseOptions = {
    command: process.execPath,
    args: ["-e", program],
    env: { GREETING: "hello" },
    firstWaitMs: 5,
    line: (text) => tell(["line", text]),
    started: (_, restarts) => tell(["started", restarts]),
    ended: (how) => tell(["ended", how]),
    gaveUp: (how) => tell(["gaveUp", how]),
  };
  const supervised = supervise(options);
  onTestFinished(() => supervised.stop(2_000));
  const next = () =>
    new Promise<Told>((resolve) => {
      const event = told.shift();
      if (event) resolve(event);
      else waiting.push(resolve);
    });
  return { supervised, next };
}

const RUNS = "console.log(process.env.GREETING, process.env.PATH); setInterval(() => {}, 1000)";

it("starts a killed process again, with the environment it was given and no other", async () => {
  const { supervised, next } = watch(RUNS);
  expect(await next()).toEqual(["started", 0]);
  expect(await next()).toEqual(["line", "hello undefined"]);
  const first = supervised.pid() ?? 0;
  process.kill(first, "SIGKILL");
  expect(await next()).toEqual(["ended", "by SIGKILL"]);
  expect(await next()).toEqual(["started", 1]);
  expect(supervised.pid()).not.toBe(first);
  expect(supervised.restarts()).toBe(1);
});

it("stops it without starting it again, by force where it does not listen", async () => {
  const { supervised, next } = watch(`process.on("SIGTERM", () => {}); ${RUNS}`);
  await next();
  await next();
  const pid = supervised.pid() ?? 0;
  await supervised.stop(100);
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  expect(supervised.pid()).toBeNull();
});

it("gives up on one that never comes up, and says how it ended", async () => {
  const { next } = watch("process.exit(3)");
  let event = await next();
  let starts = 0;
  while (event[0] !== "gaveUp") {
    if (event[0] === "started") starts += 1;
    event = await next();
  }
  expect(event).toEqual(["gaveUp", "with code 3"]);
  expect(starts).toBe(9);
});
