import type { Settings } from "../../config/index.ts";
import type { Alert } from "../../core/alerts/index.ts";
import type { Clock } from "../../core/ports/index.ts";
import { isHappening, type Rule } from "../../core/rules/index.ts";
import type { HeldNow } from "../../flow/index.ts";
import type { CommandAnswer } from "../../notifiers/index.ts";
import { type ExplainRequest, type ExplainStores, explainEach } from "../explain.ts";
import { nearNames } from "./near-names.ts";
import { hushesOf, withHush } from "./refreshed.ts";

/** CommandParts is what answering a command needs. */
export interface CommandParts extends ExplainStores {
  readonly held: (now: number) => Promise<HeldNow>;
  /** Everybody whom the ledger has streams of. */
  readonly members: () => Promise<readonly string[]>;
  readonly settings: () => Settings;
  readonly clock: Clock;
}

/** Of a member, each rule's nearest groups; of a rule, those of all. */
const TOP = 5;

/**
 * createCommand answers `/neo-budget`, one question at a time: each reads the rows that its rules look at.
 *
 * | words                                         | answer                                              |
 * |-----------------------------------------------|-----------------------------------------------------|
 * | none, help                                    | what can be asked                                   |
 * | status                                        | what fires                                          |
 * | status? and the name of a rule                | how the rule stands                                 |
 * | status? and a member that the ledger knows    | how they stand against each rule that counts members|
 * | status? and anything else                     | that there is no such name, and the nearest         |
 */
export function createCommand(parts: CommandParts) {
  let turn: Promise<unknown> = Promise.resolve();

  async function answer(words: string): Promise<CommandAnswer> {
    const name = words.replace(/^status(?:\s+|$)/i, "").trim();
    if (words === "" || /^help$/i.test(words)) return { kind: "help" };
    if (name === "") return status("", [], () => true);
    const { rules } = parts.settings();
    const rule = rules.find((one) => one.name === name);
    if (rule) {
      const request = { rule: name, only: {}, top: TOP };
      return status(name, [request], ({ ref }) => ref.rule === name);
    }
    const members = await parts.members();
    const member = members.find((one) => one.toLowerCase() === name.toLowerCase());
    if (member === undefined) {
      const near = nearNames(name, [...rules.map((one) => one.name), ...members]);
      return { kind: "unknown", name, near };
    }
    const requests = rules.filter(countsMembers).map((one): ExplainRequest => {
      return { rule: one.name, only: { member }, top: TOP };
    });
    return status(member, requests, ({ labels }) => labels["member"] === member);
  }

  async function status(
    of: string,
    requests: readonly ExplainRequest[],
    isOfIt: (alert: Alert) => boolean,
  ): Promise<CommandAnswer> {
    const settings = parts.settings();
    const at = parts.clock.now();
    const explanations =
      requests.length > 0 ? await explainEach(parts, settings, requests, at) : [];
    const { alerts } = await parts.alerts.load();
    const hushOf = hushesOf(alerts, await parts.held(at), settings, at);
    const firing = alerts
      .filter((alert) => alert.status === "firing" && !alert.covered && !alert.muted)
      .filter(isOfIt)
      .map((alert) => withHush(alert, hushOf));
    const { timezone, usdPerCredit } = settings;
    return { kind: "status", of, explanations, firing, at, timezone, usdPerCredit };
  }

  return (words: string): Promise<CommandAnswer> => {
    const result = turn.then(() => answer(words));
    turn = result.catch(() => undefined);
    return result;
  };
}

function countsMembers({ by, kind }: Rule): boolean {
  const splits: readonly string[] = by;
  return splits.includes("member") && !isHappening(kind);
}
