import { coverageText } from "../../core/message/index.ts";
import type { AccountCoverage } from "../../core/ports/index.ts";
import type { StandingAlert } from "../alertmanager/standing.ts";
import { AlertTable } from "./alerts/alert-table.tsx";
import { Layout } from "./layout.tsx";
import type { Shown } from "./page-context.ts";
import { Empty } from "./parts/table.tsx";
import { GroupTable, type Line } from "./rules/group-table.tsx";
import { NotYet } from "./rules/rules-page.tsx";
import type { Standings } from "./rules/standings.ts";

/** So many budgets are shown, those nearest to their limits. */
const MOST = 12;

/** NowPage is what fires at the moment, which budgets are nearly used up, and how complete the numbers are. */
export function NowPage(props: {
  readonly shown: Shown;
  readonly standing: readonly StandingAlert[];
  readonly standings: Standings | null;
  readonly coverage: readonly AccountCoverage[];
}) {
  const { shown, standing, standings, coverage } = props;
  const { words, now } = shown;
  const budgets = standings ? budgetsOf(standings) : [];
  return (
    <Layout frame={shown.frame} title="Now" section="/">
      <div class="head">
        <h1>Now</h1>
        <span class="soft">{coverageText(coverage, now, words.timezone)}</span>
      </div>
      <section class="card">
        <h2>Firing: {standing.length}</h2>
        {standing.length === 0 ? (
          <Empty>Nothing fires. What does is listed here, the most severe first.</Empty>
        ) : (
          <AlertTable name="Firing alerts" standing={standing} words={words} />
        )}
      </section>
      <section class="card">
        <h2>
          Budgets: {budgets.length}
          {budgets.length > MOST && `, the ${MOST} nearest to their limits`}
        </h2>
        {standings === null ? (
          <NotYet />
        ) : budgets.length === 0 ? (
          <Empty>
            No budget counts anything yet: a rule of the kind budget lists here whoever spends of
            it.
          </Empty>
        ) : (
          <GroupTable name="Budgets" lines={budgets.slice(0, MOST)} by="both" />
        )}
      </section>
    </Layout>
  );
}

function budgetsOf({ rules }: Standings): readonly Line[] {
  return rules
    .filter(({ rule }) => rule.kind === "budget")
    .flatMap((of) => of.groups.map((standing): Line => ({ of, standing })))
    .sort((a, b) => b.standing.nearness - a.standing.nearness);
}
