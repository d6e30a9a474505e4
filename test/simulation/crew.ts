import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Played, Work } from "./worker.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
/** A worker's database grows with every seed: a new process begins with a small one. */
const WORKS_A_PROCESS = 2_000;

/** playAll lets so many worker processes play side by side, and tells of each work as it ends. */
export async function playAll(
  works: Iterable<Work>,
  workers: number,
  take: (played: Played) => void,
): Promise<void> {
  const queue = works[Symbol.iterator]();
  const next = () => {
    const { value, done } = queue.next();
    return done ? null : value;
  };
  await Promise.all(Array.from({ length: workers }, () => workOff(next, take)));
}

async function workOff(next: () => Work | null, tell: (played: Played) => void): Promise<void> {
  for (let work = next(); work; work = next()) await oneProcess(work, next, tell);
}

/** One process does its first work and as many more as it is good for. */
async function oneProcess(
  first: Work,
  next: () => Work | null,
  tell: (played: Played) => void,
): Promise<void> {
  const child = fork(WORKER, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  let left = WORKS_A_PROCESS;
  const give = (work: Work | null) => {
    left -= 1;
    if (work) child.send(work);
    else child.disconnect();
  };
  await new Promise<void>((resolve, reject) => {
    child.on("message", (message: Played | "ready") => {
      if (message === "ready") return give(first);
      tell(message);
      give(left > 0 ? next() : null);
    });
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a worker ended with the code ${code}`));
    });
  });
}
