import type { StandingAlert } from "../alertmanager/standing.ts";
import { AlertTable } from "./alerts/alert-table.tsx";
import { Layout } from "./layout.tsx";
import type { Shown } from "./page-context.ts";
import { Empty } from "./parts/table.tsx";

/** NowPage is what fires at the moment. */
export function NowPage(props: {
  readonly shown: Shown;
  readonly standing: readonly StandingAlert[];
}) {
  const { shown, standing } = props;
  return (
    <Layout frame={shown.frame} title="Now" section="/">
      <h1>Now</h1>
      <section class="card">
        <h2>Firing: {standing.length}</h2>
        {standing.length === 0 ? (
          <Empty>Nothing fires. What does is listed here, the most severe first.</Empty>
        ) : (
          <AlertTable name="Firing alerts" standing={standing} words={shown.words} />
        )}
      </section>
    </Layout>
  );
}
