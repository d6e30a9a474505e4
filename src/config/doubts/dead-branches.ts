import type { LabelMatcher, Route } from "../../core/routing/index.ts";
import type { Path } from "../source/tree.ts";
import { readMatcher } from "../values/label-matcher.ts";
import { Mistake } from "../values/leaf.ts";
import type { Doubt, Doubtful } from "./doubt.ts";

/**
 * deadBranches finds branches of the route tree that no alert gets to, since an earlier one takes all that they would or
 * their matchers exclude each other, and receivers that only such branches lead to.
 */
export function deadBranches({ settings, receiverAt }: Doubtful): Doubt[] {
  const doubts: Doubt[] = [];
  const live = new Set<string>();
  const mentioned = new Set<string>();
  const mention = (node: Route): void => {
    mentioned.add(node.receiver);
    node.routes.forEach(mention);
  };
  const visit = (node: Route, above: readonly LabelMatcher[], path: Path): void => {
    live.add(node.receiver);
    for (const [index, branch] of node.routes.entries()) {
      const here = [...path, "routes", index];
      const all = [...above, ...branch.matchers];
      const why = excluded(all) ?? takenBefore(node.routes.slice(0, index), all);
      if (why === null) visit(branch, all, here);
      else {
        mention(branch);
        // What comes after a branch that takes everything has been told where the tree was read.
        if (why !== "") doubts.push({ path: here, message: `No alert gets here: ${why}` });
      }
    }
  };
  visit(settings.route, [], ["route"]);
  for (const receiver of mentioned) {
    if (live.has(receiver) || !settings.receivers.some(({ name }) => name === receiver)) continue;
    const message = `Nobody reaches receiver "${receiver}": no alert gets to the branches that lead to it`;
    doubts.push({ path: receiverAt(receiver), message });
  }
  return doubts;
}

function takenBefore(earlier: readonly Route[], matchers: readonly LabelMatcher[]): string | null {
  const taker = earlier.findIndex(
    (one) =>
      !one.continue &&
      one.matchers.every((wanted) => matchers.some((given) => implies(given, wanted))),
  );
  if (taker < 0) return null;
  const { matchers: all } = earlier[taker] as Route;
  if (all.length === 0) return "";
  const text = all.map(({ source }) => source).join(", ");
  return `branch ${taker + 1} before it (${text}) takes all of them; put this one first, or give that one continue: true`;
}

/** implies tells whether what one matcher lets pass certainly passes the other. */
function implies(given: LabelMatcher, wanted: LabelMatcher): boolean {
  if (given.label !== wanted.label) return false;
  if (given.source === wanted.source) return true;
  const value = onlyValue(given);
  return value !== null && wanted.matches(value);
}

function excluded(matchers: readonly LabelMatcher[]): string | null {
  for (const one of matchers) {
    const value = onlyValue(one);
    if (value === null) continue;
    const against = matchers.find((each) => each.label === one.label && !each.matches(value));
    if (against) return `${one.source} and ${against.source} exclude each other`;
  }
  return null;
}

/** The one value that a matcher lets pass, if it is one. */
function onlyValue({ source }: LabelMatcher): string | null {
  const parsed = readMatcher(source);
  return parsed instanceof Mistake || parsed.operator !== "=" ? null : parsed.value;
}
