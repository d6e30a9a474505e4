import fc from "fast-check";
import type { NoData, Rule } from "../../../../src/core/rules/index.ts";
import * as kinds from "./random-kinds.ts";

/** Drawn is a rule as the kinds draw it: without a name, and with `noData` in words where it has none. */
type Drawn = { readonly noData: string } & Pick<Rule, "by" | "where">;

function ruleOf({ noData, ...drawn }: Drawn, index: number): Rule {
  return {
    ...drawn,
    ...(noData === "left out" ? {} : { noData: noData as NoData }),
    name: `rule-${index}`,
    forMs: 0,
    keepFiringForMs: 0,
    labels: {},
    onLoad: "fire",
  } as unknown as Rule;
}

const { absence, anomaly, budget, burnRate, forecast } = kinds;
const { newValue, shift, spike, stream, threshold } = kinds;
const rulesOf = (...drawn: fc.Arbitrary<Drawn>[]) =>
  fc.array(fc.oneof(...drawn), { minLength: 1, maxLength: 6 }).map((list) => list.map(ruleOf));

/** rules are random rules of all kinds, several at once. */
export const rules = rulesOf(
  ...[budget, budget, threshold, threshold, spike, spike, anomaly, burnRate],
  ...[forecast, absence, shift, newValue, stream],
);

/** wideRules are rules of all kinds that mostly take every row into account, more of those that compare with earlier days. */
export const wideRules = fc
  .tuple(
    rulesOf(
      ...[anomaly, anomaly, spike, spike, spike, burnRate, forecast, forecast, forecast],
      ...[budget, threshold, absence, shift, newValue, stream],
    ),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([list, narrow]) =>
    list.map((rule) => ({
      ...rule,
      ...(narrow > 0 ? { where: [] } : {}),
      ...("minStreams" in rule && narrow > 0 ? { minStreams: 0 } : {}),
    })),
  );
