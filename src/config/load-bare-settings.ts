import { compileSettings } from "./compile/compile-settings.ts";
import type { Env } from "./environment.ts";
import { readTree } from "./load-settings.ts";
import { compareProblems, type Problem } from "./problems/problem.ts";
import { Report } from "./problems/report.ts";
import { withoutSecrets } from "./rule-tests/without-secrets.ts";
import type { Settings } from "./settings.ts";
import { diskFiles } from "./source/config-files.ts";

/** BareSettings is the outcome of reading a configuration for its rules and routes alone. */
export type BareSettings =
  | {
      readonly ok: true;
      readonly settings: Settings;
      /** Whether an integration, by its id, wants to hear of resolved alerts. */
      readonly sendResolved: ReadonlyMap<string, boolean>;
      /** Ids of each receiver's integrations as configured. */
      readonly lanes: ReadonlyMap<string, readonly string[]>;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * loadBareSettings reads a configuration without its credentials, addresses and mail server, so that its rules can be
 * tried where no secret is at hand; what is wrong with the rest is told as ever.
 */
export function loadBareSettings(path: string, env: Env = process.env): BareSettings {
  const problems: Problem[] = [];
  const reader = {
    list: (at: string) => diskFiles.list(at),
    text: (at: string) => diskFiles.read(at),
  };
  const tree = readTree(path, env, reader, problems);
  if (!tree) return { ok: false, problems };
  const { tree: bare, sendResolved, leftOut } = withoutSecrets(tree, ["account"]);
  const kept = problems.filter((problem) => !leftOut(problem));
  const report = new Report(bare, kept);
  const { settings } = compileSettings(report, () => "none");
  const wrong = [...kept, ...report.problems].filter(({ level }) => level === "error");
  if (wrong.length > 0) return { ok: false, problems: wrong.sort(compareProblems) };
  const ids = [...sendResolved.keys()];
  const lanes = new Map(
    settings.receivers.map(({ name }) => [name, ids.filter((id) => id.startsWith(`${name}/`))]),
  );
  return { ok: true, settings, sendResolved, lanes };
}
