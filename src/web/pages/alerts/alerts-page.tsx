import type { StandingAlert } from "../../alertmanager/standing.ts";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Empty } from "../parts/table.tsx";
import { AlertTable } from "./alert-table.tsx";
import { stateOf } from "./state-of.ts";

const SEVERITIES = ["critical", "warning", "info"];

/** AlertsPage lists what fires: first what is told, then what is kept quiet. */
export function AlertsPage(props: {
  readonly shown: Shown;
  readonly standing: readonly StandingAlert[];
}) {
  const { shown, standing } = props;
  const sorted = bySeverity(standing);
  const told = sorted.filter((one) => stateOf(one) === "told");
  const quiet = sorted.filter((one) => stateOf(one) !== "told");
  return (
    <Layout frame={shown.frame} title="Alerts" section="/alerts">
      <div class="head">
        <h1>Alerts</h1>
        <span class="soft">{standing.length} firing</span>
      </div>
      <section class="card">
        <h2>Told: {told.length}</h2>
        {told.length === 0 ? (
          <Empty>
            Nothing fires that anybody has to look at. An alert is listed here from the moment that
            its rule fires until it is over, somebody takes it on, or a silence matches it.
          </Empty>
        ) : (
          <AlertTable name="Alerts that are told" standing={told} words={shown.words} />
        )}
      </section>
      {quiet.length > 0 && (
        <section class="card">
          <h2>Kept quiet: {quiet.length}</h2>
          <AlertTable name="Alerts that are kept quiet" standing={quiet} words={shown.words} />
        </section>
      )}
    </Layout>
  );
}

function bySeverity(standing: readonly StandingAlert[]): readonly StandingAlert[] {
  const rank = ({ alert }: StandingAlert) => SEVERITIES.indexOf(alert.severity);
  return [...standing].sort(
    (a, b) => rank(a) - rank(b) || (b.alert.startsAt ?? 0) - (a.alert.startsAt ?? 0),
  );
}
