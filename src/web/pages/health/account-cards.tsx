import { plural } from "../../../core/message/index.ts";
import type { AccountHealth, HistoryHealth, ProofHealth } from "../../health.ts";
import type { Shown } from "../page-context.ts";
import { agoText, Moment } from "../parts/moment.tsx";

/** AccountCards tell of each account how far its numbers are complete, proven and final. */
export function AccountCards(props: {
  readonly accounts: readonly AccountHealth[];
  readonly shown: Shown;
}) {
  const { accounts, shown } = props;
  return (
    <div class="two">
      {accounts.map(({ account, watermark, blocked, proof, history }) => (
        <section class="card">
          <h2>{account}</h2>
          {[blocked, proof.unproven].map(
            (advice) => advice !== null && <p class="notice problem">{advice}</p>,
          )}
          <dl>
            <When name="Complete to" at={watermark} none="not yet complete" shown={shown} />
            <When name="Proven at" at={proof.provenAt} none="not all of it yet" shown={shown} />
            <When name="Final to" at={proof.settledTo} none="none of it yet" shown={shown} />
            <dt>Gaps</dt>
            <dd>
              {proof.gaps === 0 ? "none" : `${plural(proof.gaps, "window")} not proven complete`}
            </dd>
            <dt>Neo's summary</dt>
            <dd>{summaryText(proof)}</dd>
            <dt>Requests</dt>
            <dd>{plural(proof.requestsLastHour, "request")} in the last hour</dd>
            {history && <History history={history} shown={shown} />}
            <Drift drift={proof.drift} />
          </dl>
        </section>
      ))}
    </div>
  );
}

function When(props: {
  readonly name: string;
  readonly at: number | null;
  readonly none: string;
  readonly shown: Shown;
}) {
  const { name, at, none, shown } = props;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {at === null ? (
          none
        ) : (
          <>
            <Moment at={at} words={shown.words} />, {agoText(at, shown.now)}
          </>
        )}
      </dd>
    </>
  );
}

function summaryText({ summary, summaryDetail }: ProofHealth): string {
  const word = summary.replaceAll("_", " ");
  return summaryDetail === null ? word : `${word}: ${summaryDetail}`;
}

function History(props: { readonly history: HistoryHealth; readonly shown: Shown }) {
  const { readFrom, waiting } = props.history;
  const rules = waiting.map(({ rule, part }) => (part === "all" ? rule : `${rule} (${part})`));
  return (
    <>
      <When name="History read to" at={readFrom} none="nothing yet" shown={props.shown} />
      {rules.length > 0 && (
        <>
          <dt>Rules that wait</dt>
          <dd>{rules.join(", ")}</dd>
        </>
      )}
    </>
  );
}

function Drift(props: { readonly drift: ProofHealth["drift"] }) {
  if (props.drift.length === 0) return null;
  return (
    <>
      <dt>Drift</dt>
      <dd>
        <ul>
          {props.drift.map(({ day, difference }) => (
            <li>
              {day}: {difference}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}
