import type { Report } from "../problems/report.ts";
import { problemAt } from "../source/excerpt.ts";
import { type Path, placeOf } from "../source/tree.ts";
import type { Spot } from "./rule-test.ts";

/** spotOf tells where in its file something stands. */
export function spotOf(report: Report, path: Path): Spot {
  const { file, line, column } = problemAt("error", placeOf(report.tree, path), "");
  return { file, line, column };
}
