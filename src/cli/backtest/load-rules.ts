import {
  type BareSettings,
  countProblems,
  formatProblems,
  loadBareSettings,
} from "../../config/index.ts";
import { OperatorError } from "../../core/errors.ts";

/** loadRules reads a configuration's rules and routes, without its secrets; throws an OperatorError that shows every mistake. */
export function loadRules(path: string): Extract<BareSettings, { ok: true }> {
  const loaded = loadBareSettings(path);
  if (loaded.ok) return loaded;
  const problems = formatProblems(loaded.problems, { color: process.stderr.isTTY });
  throw new OperatorError(
    `the configuration ${path} has ${countProblems(loaded.problems)}; nothing was played.\n${problems}`,
  );
}
