import type { GroupExplanation, StateExplanation } from "../../../core/explain/index.ts";
import { reasonText } from "../../../core/message/index.ts";
import type { Shown } from "../page-context.ts";
import { Badge } from "../parts/badge.tsx";
import { Moment } from "../parts/moment.tsx";

/** Conditions say of the groups nearest to their limits, step by step, what would have to be for them to fire. */
export function Conditions(props: {
  readonly groups: readonly GroupExplanation[];
  readonly shown: Shown;
}) {
  const { groups, shown } = props;
  return (
    <section class="card">
      <h2>Why, of the {groups.length} nearest</h2>
      {groups.map(({ who, states, limit }) => (
        <details>
          <summary>
            {who} <span class="soft">limit from {limit.from}</span>
          </summary>
          <ul class="states">
            {states.map((state) => (
              <State state={state} shown={shown} />
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function State(props: { readonly state: StateExplanation; readonly shown: Shown }) {
  const { step, status, reason, since, checks } = props.state;
  return (
    <li>
      {step && <strong>{step} </strong>}
      <Badge tone={status === "firing" ? "warning" : "plain"}>{status}</Badge>
      {reason && <span class="soft"> {reasonText(reason)}</span>}
      {since !== null && (
        <span class="soft">
          {" "}
          since <Moment at={since} words={props.shown.words} />
        </span>
      )}
      <ul>
        {checks.map(({ met, text }) => (
          <li>
            {met ? "met" : "not met"}: {text}
          </li>
        ))}
      </ul>
    </li>
  );
}
