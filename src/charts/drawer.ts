import { Worker } from "node:worker_threads";
import type { Chart } from "../core/charts/index.ts";
import type { Answer, Request } from "./worker.ts";

/** A picture takes a tenth of a second, the first one a second or two; one that takes this long, ms, is not waited for. */
const PATIENCE_MS = 10_000;
/** A thread on a busy machine is slow, and goes on for the next picture; one that says nothing for so long, ms, is stuck. */
const STUCK_MS = 60_000;
/** A thread holds some 100 MB and alerts are rare: it ends when nothing was drawn for so long, ms. */
const IDLE_MS = 60_000;

const WORKER = import.meta.url.replace(/drawer(\.\w+)$/, "worker$1");

/** Drawer draws charts as PNG. */
export interface Drawer {
  draw(chart: Chart): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Waiting {
  readonly done: (png: Uint8Array) => void;
  readonly failed: (error: Error) => void;
}

/** createDrawer draws in a thread of its own, begun with the first picture, so that polling and deciding never wait for one. */
export function createDrawer(): Drawer {
  return new ThreadDrawer();
}

class ThreadDrawer implements Drawer {
  #thread: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #asked = 0;
  #heardAt = 0;
  #idle: NodeJS.Timeout | undefined;

  draw(chart: Chart): Promise<Uint8Array> {
    clearTimeout(this.#idle);
    const thread = this.#thread ?? this.#begin();
    if (this.#waiting.size === 0) this.#heardAt = performance.now();
    const number = ++this.#asked;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#late(number), PATIENCE_MS);
      const settled = () => {
        clearTimeout(late);
        this.#waiting.delete(number);
        if (this.#waiting.size === 0) this.#rest();
      };
      this.#waiting.set(number, {
        done: (png) => {
          settled();
          resolve(png);
        },
        failed: (error) => {
          settled();
          reject(error);
        },
      });
      thread.postMessage({ number, chart } satisfies Request);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#end(new Error("the drawer was closed"));
  }

  #late(number: number): void {
    const error = new Error(`a picture took longer than ${PATIENCE_MS / 1000} s to draw`);
    if (performance.now() - this.#heardAt > STUCK_MS) void this.#end(error);
    else this.#waiting.get(number)?.failed(error);
  }

  #begin(): Worker {
    const thread = new Worker(new URL(WORKER), {
      // What is loaded before the daemon is for the daemon alone; only from sources the thread needs what reads those.
      ...(WORKER.endsWith(".js") && { execArgv: [] }),
    });
    thread.unref();
    thread.on("message", (answer: Answer) => {
      this.#heardAt = performance.now();
      const waiting = this.#waiting.get(answer.number);
      if ("png" in answer) waiting?.done(answer.png);
      else waiting?.failed(new Error(answer.error));
    });
    thread.on("error", (error: Error) => {
      if (this.#thread === thread) void this.#end(error);
    });
    this.#thread = thread;
    return thread;
  }

  #rest(): void {
    this.#idle = setTimeout(() => void this.#end(new Error("idle")), IDLE_MS);
    this.#idle.unref();
  }

  async #end(error: Error): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    for (const { failed } of [...this.#waiting.values()]) failed(error);
    clearTimeout(this.#idle);
    await thread?.terminate();
  }
}
