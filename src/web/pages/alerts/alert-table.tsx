import { headline, type Words } from "../../../core/message/index.ts";
import type { StandingAlert } from "../../alertmanager/standing.ts";
import { Badge } from "../parts/badge.tsx";
import { Moment } from "../parts/moment.tsx";
import { Table } from "../parts/table.tsx";
import { alertPath, stateText } from "./state-of.ts";

const SEVERITIES = ["critical", "warning", "info"];

/** AlertTable lists alerts that fire, each with what becomes of it; the most severe first, and of them the newest. */
export function AlertTable(props: {
  readonly name: string;
  readonly standing: readonly StandingAlert[];
  readonly words: Words;
}) {
  const { standing, words } = props;
  return (
    <Table name={props.name} columns={["Severity", "What", "Rule", "Since", "Receivers", "State"]}>
      {bySeverity(standing).map((one) => (
        <tr>
          <td>
            <Badge tone={one.alert.severity}>{one.alert.severity}</Badge>
          </td>
          <th scope="row">
            <a href={alertPath(one.alert.id)}>{headline(one.alert, words)}</a>
          </th>
          <td class="t">{one.alert.ref.rule}</td>
          <td class="t">
            {one.alert.startsAt !== null && <Moment at={one.alert.startsAt} words={words} />}
          </td>
          <td>{[...new Set(one.places.map(({ receiver }) => receiver))].join(", ")}</td>
          <td>{stateText(one)}</td>
        </tr>
      ))}
    </Table>
  );
}

function bySeverity(standing: readonly StandingAlert[]): readonly StandingAlert[] {
  const rank = ({ alert }: StandingAlert) => SEVERITIES.indexOf(alert.severity);
  return [...standing].sort(
    (a, b) => rank(a) - rank(b) || (b.alert.startsAt ?? 0) - (a.alert.startsAt ?? 0),
  );
}
