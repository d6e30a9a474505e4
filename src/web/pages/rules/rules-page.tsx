import type { StandingAlert } from "../../alertmanager/standing.ts";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Badge } from "../parts/badge.tsx";
import { Moment } from "../parts/moment.tsx";
import { Empty, Table } from "../parts/table.tsx";
import { Used } from "../parts/used.tsx";
import { type RuleStanding, rulePath, type Standings, stepsOf } from "./standings.ts";

/** NotYet says that nothing was evaluated yet. */
export function NotYet() {
  return (
    <Empty>
      Nothing was evaluated yet, or the last evaluation failed: the daemon is reading its history,
      or its log says why. This page has more to tell after the next evaluation.
    </Empty>
  );
}

/** RulesPage lists the rules with what each watches, and the group that is nearest to its limit. */
export function RulesPage(props: {
  readonly shown: Shown;
  readonly standings: Standings | null;
  readonly standing: readonly StandingAlert[];
}) {
  const { shown, standings, standing } = props;
  const firing = (name: string) => standing.filter(({ alert }) => alert.ref.rule === name).length;
  return (
    <Layout frame={shown.frame} title="Rules" section="/rules">
      <div class="head">
        <h1>Rules</h1>
        {standings && (
          <span class="soft">
            {standings.rules.length} rules, evaluated{" "}
            <Moment at={standings.at} words={shown.words} />
          </span>
        )}
      </div>
      <section class="card">
        {standings === null ? (
          <NotYet />
        ) : (
          <Table
            name="Rules"
            columns={[
              "Rule",
              "What it watches",
              { numbers: "Firing" },
              { numbers: "Groups" },
              "Nearest",
              "Used",
            ]}
          >
            {standings.rules.map((one) => (
              <RuleRow of={one} firing={firing(one.rule.name)} />
            ))}
          </Table>
        )}
      </section>
    </Layout>
  );
}

function RuleRow(props: { readonly of: RuleStanding; readonly firing: number }) {
  const { of, firing } = props;
  const [nearest] = of.groups;
  return (
    <tr>
      <th scope="row" class="t">
        <a href={rulePath(of.rule.name)}>{of.rule.name}</a>
      </th>
      <td>{of.text}</td>
      <td class="n">{firing > 0 ? <Badge tone="warning">{String(firing)}</Badge> : "0"}</td>
      <td class="n">{of.groups.length}</td>
      <td>{nearest?.who ?? ""}</td>
      <td>{nearest && <Used standing={nearest} steps={stepsOf(of.rule)} />}</td>
    </tr>
  );
}
