import type { Chart } from "../../../core/charts/index.ts";
import { facts, headline, reasonOf, why } from "../../../core/message/index.ts";
import type { AlertHistory } from "../desk.ts";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Badge } from "../parts/badge.tsx";
import { Moment } from "../parts/moment.tsx";
import { NoteLine } from "../parts/note-line.tsx";
import { Picture } from "../parts/picture.tsx";
import { Table } from "../parts/table.tsx";
import { AlertActs } from "./alert-acts.tsx";
import { stateText } from "./state-of.ts";
import { timelineOf } from "./timeline.ts";

/** AlertPage is one alert: what is known of it, what became of it, and what one may do. */
export function AlertPage(props: {
  readonly shown: Shown;
  readonly history: AlertHistory;
  readonly chart: Chart | null;
}) {
  const { shown, history, chart } = props;
  const { alert, standing } = history;
  const { words } = shown;
  const title = headline(alert, words);
  const explained = why(alert, words);
  return (
    <Layout frame={shown.frame} title={title} section="/alerts">
      <p class="crumbs">
        <a href="/alerts">Alerts</a>
      </p>
      <h1>{title}</h1>
      <p>
        <Badge tone={alert.status === "resolved" ? "good" : alert.severity}>
          {alert.status === "firing" ? alert.severity : alert.status}
        </Badge>{" "}
        <span class="soft">
          {reasonOf(alert)}
          {standing && `; ${stateText(standing)}`}
        </span>
      </p>
      <NoteLine note={shown.note} />
      {explained && <p>{explained}</p>}
      {alert.summary && <p>{alert.summary}</p>}
      {alert.description && <p>{alert.description}</p>}
      <div class="two">
        <section class="card">
          <h2>What is known</h2>
          <dl>
            {facts(alert, words).map(({ label, value }) => (
              <>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </>
            ))}
            <Runbook href={alert.runbook} />
          </dl>
        </section>
        {chart && (
          <section class="card">
            <Picture chart={chart} />
          </section>
        )}
        {standing && shown.mayAct && (
          <section class="card">
            <h2>Act</h2>
            <AlertActs standing={standing} />
          </section>
        )}
      </div>
      <Timeline history={history} shown={shown} />
    </Layout>
  );
}

/** A runbook comes from the configuration; only what a browser opens as a page is a link. */
function Runbook(props: { readonly href: string | undefined }) {
  const { href } = props;
  if (href === undefined) return null;
  return (
    <>
      <dt>Runbook</dt>
      <dd>{/^https?:\/\//i.test(href) ? <a href={href}>{href}</a> : href}</dd>
    </>
  );
}

function Timeline(props: { readonly history: AlertHistory; readonly shown: Shown }) {
  const events = timelineOf(props.history);
  return (
    <section class="card">
      <h2>What became of it: {events.length}</h2>
      <Table name="What became of the alert" columns={["When", "What", "Why"]}>
        {events.map(({ at, what, detail }) => (
          <tr>
            <td class="t">
              <Moment at={at} words={props.shown.words} />
            </td>
            <th scope="row">{what}</th>
            <td>{detail}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
