import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** WriterProcess is a running writer.ts with what it has said. */
export interface WriterProcess {
  readonly lines: readonly string[];
  /** Waits until it says a line that holds the text. */
  says(text: string): Promise<string>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  readonly exited: Promise<unknown>;
}

/** startWriter starts a process that opens the folder and writes to it. */
export function startWriter(folder: string): WriterProcess {
  const file = fileURLToPath(new URL("./writer.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", file, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const waiting: { text: string; found: (line: string) => void }[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const one of waiting) if (line.includes(one.text)) one.found(line);
  });
  return {
    lines,
    says: (text) =>
      new Promise((found, failed) => {
        const said = lines.find((line) => line.includes(text));
        if (said) return found(said);
        waiting.push({ text, found });
        child.once("close", () =>
          failed(new Error(`it never said "${text}": ${lines.join("\n")}`)),
        );
      }),
    kill: () => kill(child),
    exited: once(child, "close"),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "close");
  child.kill("SIGKILL");
  await gone;
}
