import { timeText } from "../../core/message/index.ts";
import { waitsFor } from "../../core/rules/index.ts";
import type { Doubt, Doubtful } from "./doubt.ts";

/** unreadHistory finds the rules, or their forecasts, that are not evaluated yet since an account's history is still being read. */
export function unreadHistory({ settings, ledger, accountAt, ruleAt }: Doubtful): Doubt[] {
  if (ledger === null) return [];
  const { at, histories } = ledger;
  const time = (moment: number) => timeText(moment, settings.timezone);
  return settings.accounts.flatMap(({ name, historyMs }): Doubt[] => {
    const history = histories.find(({ account }) => account === name);
    const readFrom = history?.readFrom ?? null;
    const ready = history?.ready ?? false;
    if (!ready && readFrom === null) {
      const message = `Nothing of account "${name}" is read yet: no rule is evaluated for it`;
      return [{ path: accountAt(name), message }];
    }
    return settings.rules.flatMap((rule): Doubt[] => {
      const waits = waitsFor(rule, { ready, readFrom, historyMs }, at);
      if (waits === null || readFrom === null) return [];
      const what = waits.part === "all" ? "Rule" : "The forecast of rule";
      return [
        {
          path: ruleAt(rule.name),
          message: `${what} "${rule.name}" is not evaluated yet for account "${name}": it waits for the history from ${time(waits.readTo)} on, which is read, newest first, back to ${time(readFrom)} so far`,
        },
      ];
    });
  });
}
