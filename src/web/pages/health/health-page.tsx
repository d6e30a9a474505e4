import { plural } from "../../../core/message/index.ts";
import type { AccountHealth, ConfigurationHealth, DeliveryHealth } from "../../health.ts";
import type { Readiness } from "../../readiness.ts";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Badge, type Tone } from "../parts/badge.tsx";
import { agoText, Moment } from "../parts/moment.tsx";
import { Table } from "../parts/table.tsx";
import { AccountCards } from "./account-cards.tsx";

/** HealthFacts are what the page of health tells; null is what could not be asked. */
export interface HealthFacts {
  readonly readiness: Readiness;
  readonly configuration: ConfigurationHealth;
  readonly accounts: readonly AccountHealth[] | null;
  readonly deliveries: DeliveryHealth | null;
  readonly version: string;
  readonly startedAt: number;
}

const TONES: Readonly<Record<string, Tone>> = {
  ok: "good",
  degraded: "warning",
  failing: "critical",
};

/** HealthPage tells how the daemon's parts are, and how far the numbers of each account are proven. */
export function HealthPage(props: { readonly shown: Shown; readonly facts: HealthFacts }) {
  const { shown, facts } = props;
  const { readiness, accounts, version, startedAt } = facts;
  return (
    <Layout frame={shown.frame} title="Health" section="/health">
      <div class="head">
        <h1>Health</h1>
        <span class="soft">
          neo-budgetd {version}, started {agoText(startedAt, shown.now)}
        </span>
      </div>
      <section class="card">
        <h2>Parts: {Object.keys(readiness.checks).length}</h2>
        <Table name="Parts of the daemon" columns={["Part", "State", "What there is to know"]}>
          {Object.entries(readiness.checks).map(([name, check]) => (
            <tr>
              <th scope="row">{name}</th>
              <td>
                <Badge tone={TONES[check.state] ?? "plain"}>{check.state}</Badge>
              </td>
              <td>
                <Known name={name} facts={facts} shown={shown} reason={check["reason"]} />
              </td>
            </tr>
          ))}
        </Table>
      </section>
      {accounts && <AccountCards accounts={accounts} shown={shown} />}
    </Layout>
  );
}

function Known(props: {
  readonly name: string;
  readonly facts: HealthFacts;
  readonly shown: Shown;
  /** Why it could not be asked. */
  readonly reason: unknown;
}) {
  const { name, facts, shown, reason } = props;
  if (typeof reason === "string") return <>{reason}</>;
  if (name === "configuration") return <Configuration known={facts.configuration} shown={shown} />;
  if (name === "deliveries" && facts.deliveries)
    return <>{deliveriesText(facts.deliveries, shown.now)}</>;
  if (name === "accounts" && facts.accounts) return <>{plural(facts.accounts.length, "account")}</>;
  return <>answers</>;
}

function Configuration(props: { readonly known: ConfigurationHealth; readonly shown: Shown }) {
  const { state, at, problems } = props.known;
  return (
    <>
      {state === "taken" ? "taken " : "refused whole; the one before stays in force, since "}
      <Moment at={at} words={props.shown.words} />
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li>{problem.split("\n", 1)[0]}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function deliveriesText(
  { pending, oldestPendingAt, failing }: DeliveryHealth,
  now: number,
): string {
  const waits =
    oldestPendingAt === null ? "" : `, the oldest stored ${agoText(oldestPendingAt, now)}`;
  const cannot = failing.length > 0 ? `; not reached: ${failing.join(", ")}` : "";
  return `${plural(pending, "message")} waiting${waits}${cannot}`;
}
