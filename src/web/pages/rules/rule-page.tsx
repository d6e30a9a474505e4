import type { Chart } from "../../../core/charts/index.ts";
import type { Explanation } from "../../../core/explain/index.ts";
import type { StandingAlert } from "../../alertmanager/standing.ts";
import { AlertTable } from "../alerts/alert-table.tsx";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Moment } from "../parts/moment.tsx";
import { Picture } from "../parts/picture.tsx";
import { Empty, Table } from "../parts/table.tsx";
import { amountText } from "../parts/used.tsx";
import { Conditions } from "./conditions.tsx";
import { GroupTable } from "./group-table.tsx";
import type { RuleStanding } from "./standings.ts";

/** The most groups that are listed; the farthest from their limits are left out. */
const MOST = 200;

/** RulePage is one rule: what it watches, how each of its groups stands and why, and when it fired. */
export function RulePage(props: {
  readonly shown: Shown;
  readonly of: RuleStanding;
  readonly explanation: Explanation;
  /** Of the group that is nearest to its limit. */
  readonly chart: Chart | null;
  /** Those of its alerts that fire. */
  readonly standing: readonly StandingAlert[];
}) {
  const { shown, of, explanation, standing, chart } = props;
  const { rule, text, groups } = of;
  const lines = groups.slice(0, MOST).map((one) => ({ of, standing: one }));
  return (
    <Layout frame={shown.frame} title={rule.name} section="/rules">
      <p class="crumbs">
        <a href="/rules">Rules</a>
      </p>
      <h1>{rule.name}</h1>
      <p class="soft">{text}</p>
      {rule.summary && <p>{rule.summary}</p>}
      {standing.length > 0 && (
        <section class="card">
          <h2>Firing: {standing.length}</h2>
          <AlertTable name="Firing alerts of the rule" standing={standing} words={shown.words} />
        </section>
      )}
      <section class="card">
        <h2>
          Groups: {groups.length}
          {groups.length > MOST && `, the ${MOST} nearest to their limits`}
        </h2>
        {groups.length === 0 ? (
          <Empty>
            No group has streams that this rule looks at. One is listed here from its first stream
            on; rules of single streams have no groups.
          </Empty>
        ) : (
          <GroupTable name="Groups of the rule" lines={lines} by="group" />
        )}
      </section>
      {chart && (
        <section class="card">
          <h2>The nearest: {groups[0]?.who}</h2>
          <Picture chart={chart} />
        </section>
      )}
      {explanation.groups.length > 0 && <Conditions groups={explanation.groups} shown={shown} />}
      <Fired explanation={explanation} shown={shown} />
    </Layout>
  );
}

function Fired(props: { readonly explanation: Explanation; readonly shown: Shown }) {
  const { fired, groups } = props.explanation;
  const unit = groups[0]?.unit ?? "count";
  return (
    <section class="card">
      <h2>Fired last: {fired.length}</h2>
      {fired.length === 0 ? (
        <Empty>It has not fired yet.</Empty>
      ) : (
        <Table
          name="When the rule fired last"
          columns={["When", "Who", "Step", { numbers: "Value" }]}
        >
          {fired.map(({ at, who, step, value }) => (
            <tr>
              <td class="t">
                <Moment at={at} words={props.shown.words} />
              </td>
              <th scope="row">{who}</th>
              <td>{step}</td>
              <td class="n">{amountText(value, unit)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
