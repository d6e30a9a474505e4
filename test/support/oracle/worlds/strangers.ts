import type { AlertRef } from "../../../../src/core/engine/index.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import { stretchAt } from "../window.ts";

/** Some windows end within this, others go on. */
const EARLIER = 7 * 3_600_000;

const NOBODY: Readonly<Record<string, string>> = {
  account: "acme",
  member: "annie@acme.io",
  group: "red",
  model: "opus",
  byok: "true",
};

/** strangers are states that an engine is asked about although no row has ever been in their group, and some that no rule has. */
export function strangers(rules: readonly Rule[], at: number): AlertRef[] {
  return rules.flatMap((rule) => {
    const group = Object.fromEntries(rule.by.map((name) => [name, NOBODY[name] ?? "nothing"]));
    const ref = { account: "acme", rule: rule.name, group, step: stepOf(rule), window: "" };
    const window = "window" in rule ? stretchAt(rule.window, at - EARLIER).id : "";
    const elsewhere = { ...ref, account: "gamma", window };
    return [ref, elsewhere, { ...ref, step: "7%" }, { ...ref, rule: "none" }];
  });
}

function stepOf(rule: Rule): string {
  if (rule.kind !== "budget") return "";
  return [...rule.steps, ...rule.forecast].at(-1)?.label ?? "";
}
