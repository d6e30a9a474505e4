import type { StandingAlert } from "../../alertmanager/standing.ts";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Empty } from "../parts/table.tsx";
import { AlertTable } from "./alert-table.tsx";
import { stateOf } from "./state-of.ts";

/** AlertsPage lists what fires: first what is told, then what is kept quiet. */
export function AlertsPage(props: {
  readonly shown: Shown;
  readonly standing: readonly StandingAlert[];
}) {
  const { shown, standing } = props;
  const told = standing.filter((one) => stateOf(one) === "told");
  const quiet = standing.filter((one) => stateOf(one) !== "told");
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
