import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { OperatorError } from "../../core/errors.ts";

/** StoredStage is all of a stage that does not follow from its seed: the team is made anew from it. */
export interface StoredStage {
  readonly seed: string;
  /** The team's anchor, ms since the epoch. */
  readonly anchor: number;
  readonly days: number;
  readonly streamsPerDay: number;
  readonly timezone: string;
  /** When the script began, ms since the epoch; null before. */
  readonly playedAt: number | null;
}

/** readStage reads a stored stage, null where there is none yet; a file that is no stage is an OperatorError that names it. */
export function readStage(file: string): StoredStage | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    const stage = JSON.parse(text) as StoredStage;
    if (typeof stage.anchor === "number" && typeof stage.seed === "string") return stage;
  } catch {
    // Told below, together with a file of another shape.
  }
  throw new OperatorError(`${file} is not the state of a demo; remove it to begin a new one`);
}

/** writeStage stores a stage whole or not at all: a kill in between leaves the earlier one. */
export function writeStage(file: string, stage: StoredStage): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(stage, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
