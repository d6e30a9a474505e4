import type { z } from "zod";
import { at, type Path } from "../source/tree.ts";
import { Mistake } from "../values/leaf.ts";
import { oneOf } from "../values/scalars.ts";
import type { Report } from "./report.ts";
import { inside, subject } from "./report.ts";

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a mapping",
  record: "a mapping",
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

/** explainIssue reports a schema's issue in words: what it is about, what it must be, what was found, what was meant. */
export function explainIssue(report: Report, base: Path, issue: Issue): void {
  const path = [...base, ...issue.path];
  const value = at(report.tree, path);
  if (!value) {
    report.error(path, missing(report, path, issue));
    return;
  }
  report.mistake(path, mistakeOf(issue));
}

/** A key that is not there, or a complaint about the mapping that a schema put on one of its keys. */
function missing(report: Report, path: Path, issue: Issue): string {
  const parent = path.slice(0, -1);
  const absent = issue.code === "invalid_type" || issue.message === "is missing";
  const owner = at(report.tree, parent)?.kind === "map" && parent.length > 0;
  return `${subject(path)} ${absent ? "is missing" : issue.message}${owner && absent ? ` in ${inside(parent)}` : ""}`;
}

function mistakeOf(issue: Issue): Mistake {
  switch (issue.code) {
    case "invalid_type":
      return new Mistake(`must be ${TYPES[issue.expected] ?? issue.expected}`);
    case "invalid_value": {
      const allowed = issue.values.map(String);
      return new Mistake(`must be ${oneOf(allowed)}`, allowed);
    }
    case "too_small":
      return new Mistake(own(issue) ?? `must be at least ${issue.minimum}`);
    case "too_big":
      return new Mistake(own(issue) ?? `must be at most ${issue.maximum}`);
    case "custom": {
      const mistake: unknown = issue.params?.["mistake"];
      return mistake instanceof Mistake ? mistake : new Mistake(issue.message);
    }
    default:
      return new Mistake(own(issue) ?? "is not valid");
  }
}

/** A schema's own words follow their subject ("must …", "needs …"); zod's standard ones do not. */
function own(issue: Issue): string | null {
  return /^(?:must|needs|takes|give|goes)\b/.test(issue.message) ? issue.message : null;
}
