import type { z } from "zod";
import { readSecretFiles, type SecretFileReader } from "../source/secret-files.ts";
import { at, type Path, toPlain } from "../source/tree.ts";
import { explainIssue } from "./explain-issue.ts";
import type { Report } from "./report.ts";
import { type UnknownKeys, unknownKeys } from "./unknown-keys.ts";

/** A mapping is looked at again for every misspelt key that was put right; nobody misspells more than this. */
const MOST_ROUNDS = 50;

/** Shaped is a schema's output; `clean` is false where something had to be put right or left out to get it. */
export interface Shaped<T> {
  readonly value: T;
  readonly clean: boolean;
}

/**
 * checkShape checks what lies at a path against a schema and returns the schema's output, or null where there is
 * none; everything wrong is reported. A misspelt key is taken as the one that was meant and a wrong value is left out,
 * so that what follows is checked in the same go and one slip is not told twice.
 */
export function checkShape<Schema extends z.ZodType>(
  report: Report,
  schema: Schema,
  path: Path,
  files: SecretFileReader,
): Shaped<z.output<Schema>> | null {
  const before = report.problems.length;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const tree = at(report.tree, path);
    if (!tree) return null;
    readSecretFiles(report, path, files);
    const unknown: UnknownKeys[] = [];
    const result = schema.safeParse(toPlain(tree), { error: (issue) => note(issue, unknown) });
    if (result.success) return { value: result.data, clean: report.problems.length === before };
    // Zod puts issues into words, and so calls `note`, only when they are asked for.
    const { issues } = result.error;
    for (const keys of unknown) unknownKeys(report, path, keys);
    if (unknown.length > 0) continue;
    for (const issue of issues) explainIssue(report, path, issue);
    return withoutWrong(report, schema, path, issues);
  }
  return null;
}

/** Whether the rest holds once the wrong values are left out, as if they had not been written. */
function withoutWrong<Schema extends z.ZodType>(
  report: Report,
  schema: Schema,
  path: Path,
  issues: readonly z.core.$ZodIssue[],
): Shaped<z.output<Schema>> | null {
  for (const issue of issues) {
    if (!removeKey(report, path, issue.path)) return null;
  }
  const tree = at(report.tree, path);
  const result = schema.safeParse(tree && toPlain(tree));
  return result.success ? { value: result.data, clean: false } : null;
}

/** Removes the innermost key on the way to a value; an entry of a list takes its whole list along, or the others would move. */
function removeKey(report: Report, base: Path, path: Path): boolean {
  const key = path.at(-1);
  if (key === undefined) return false;
  const parent = at(report.tree, [...base, ...path.slice(0, -1)]);
  if (parent?.kind === "map") return parent.entries.delete(String(key)) || true;
  return removeKey(report, base, path.slice(0, -1));
}

/** Only the unfinished issue knows the schema that was being read, and with it the keys that are allowed. */
function note(issue: z.core.$ZodRawIssue, unknown: UnknownKeys[]): undefined {
  if (issue.code !== "unrecognized_keys") return;
  const definition = issue.inst?._zod.def as { shape?: object } | undefined;
  unknown.push({
    path: issue.path ?? [],
    keys: issue.keys as string[],
    allowed: Object.keys(definition?.shape ?? {}),
  });
}
