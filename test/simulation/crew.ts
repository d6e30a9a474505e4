import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Played, Work } from "./worker.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
/** A worker's database grows with every seed: a new process begins with a small one. */
const SEEDS_A_WORKER = 2_000;

/** Crew is so many worker processes that play seeds side by side. */
export interface Crew {
  /** play plays all that it is given, and tells of each as it ends; stops early where `take` returns false. */
  play(works: Iterable<Work>, take: (played: Played) => boolean): Promise<void>;
}

/** createCrew makes a crew; its processes end with each `play`. */
export function createCrew(size: number): Crew {
  return {
    async play(works, take) {
      const queue = works[Symbol.iterator]();
      let over = false;
      const next = () => {
        const { value, done } = queue.next();
        return over || done ? null : value;
      };
      const tell = (played: Played) => {
        over ||= !take(played);
      };
      await Promise.all(Array.from({ length: size }, () => workOff(next, tell)));
    },
  };
}

async function workOff(next: () => Work | null, tell: (played: Played) => void): Promise<void> {
  for (let work = next(); work; work = next()) {
    await oneProcess(work, next, tell);
  }
}

/** One process plays its first seed and up to as many more as it is good for. */
async function oneProcess(
  first: Work,
  next: () => Work | null,
  tell: (played: Played) => void,
): Promise<void> {
  const child = fork(WORKER, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  let left = SEEDS_A_WORKER;
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
