import { namesIn } from "../compile/sections.ts";
import type { Report } from "../problems/report.ts";
import type { Settings } from "../settings.ts";
import type { Path } from "../source/tree.ts";
import { deadBranches } from "./dead-branches.ts";
import type { Finder, KnownLedger } from "./doubt.ts";
import { idleQuiet } from "./idle-quiet.ts";
import { nestedBudgets } from "./nested-budgets.ts";
import { neverFires } from "./never-fires.ts";
import { shadowedOverrides } from "./shadowed-overrides.ts";
import { strangers } from "./strangers.ts";
import { unreadHistory } from "./unread-history.ts";

/** FINDERS are all kinds of doubts; another one is a file and a line here. */
const FINDERS: readonly Finder[] = [
  neverFires,
  shadowedOverrides,
  nestedBudgets,
  deadBranches,
  strangers,
  unreadHistory,
  idleQuiet,
];

/** findDoubts warns of what in a configuration without mistakes is probably not meant. */
export function findDoubts(report: Report, settings: Settings, ledger: KnownLedger | null): void {
  const placed = (section: string) => {
    const names = namesIn(report, section);
    return (name: string): Path => [section, names.indexOf(name)];
  };
  const input = {
    settings,
    ledger,
    intervals: namesIn(report, "time_intervals"),
    accountAt: placed("accounts"),
    ruleAt: placed("rules"),
    receiverAt: placed("receivers"),
  };
  for (const find of FINDERS) {
    for (const { path, message } of find(input)) report.warn(path, message);
  }
}
