import { createHash } from "node:crypto";

/** Told is one line of a story; a `detail` is left out where the story is told short. */
interface Told {
  readonly at: number;
  readonly text: string;
  readonly detail: boolean;
}

const SHORT_LINES = 120;

/** Story is what happened in a run, in order. The same seed tells the same story, to the letter. */
export class Story {
  readonly #lines: Told[] = [];
  readonly #start: number;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.#start = now();
  }

  /** tell adds what a reader has to know: faults, deaths, rows that come and go, alerts, messages. */
  tell(text: string): void {
    this.#lines.push({ at: this.#now(), text, detail: false });
  }

  /** detail adds what is of use only to follow the code step by step. */
  detail(text: string): void {
    this.#lines.push({ at: this.#now(), text, detail: true });
  }

  /** digest names the whole story, details included. */
  get digest(): string {
    const hash = createHash("sha256");
    for (const line of this.#lines) hash.update(this.#text(line));
    return hash.digest("hex").slice(0, 16);
  }

  /** whole is the story with its details. */
  whole(): string {
    return this.#lines.map((line) => this.#text(line)).join("\n");
  }

  /** short is the story without details; of a long one the end, where the fault showed, and the beginning. */
  short(): string {
    const lines = this.#lines.filter(({ detail }) => !detail).map((line) => this.#text(line));
    if (lines.length <= SHORT_LINES) return lines.join("\n");
    const [head, tail] = [lines.slice(0, 20), lines.slice(20 - SHORT_LINES)];
    return [...head, `  … ${lines.length - SHORT_LINES} lines …`, ...tail].join("\n");
  }

  #text({ at, text }: Told): string {
    return `${elapsed(at - this.#start)} ${text}`;
  }
}

/** elapsed writes a time since the start as `+1d 02:03:04.005`. */
export function elapsed(ms: number): string {
  const sign = ms < 0 ? "-" : "+";
  const all = Math.abs(ms);
  const days = Math.floor(all / 86_400_000);
  const clock = new Date(all % 86_400_000).toISOString().slice(11, 23);
  return `${sign}${days > 0 ? `${days}d ` : ""}${clock}`;
}
