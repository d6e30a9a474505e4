import type { GroupStanding } from "../../../core/explain/index.ts";
import { Table } from "../parts/table.tsx";
import { amountText, limitText, Used, valueText } from "../parts/used.tsx";
import { memberPath, type RuleStanding, rulePath, stepsOf } from "./standings.ts";

/** Line is a group of a rule, with the rule. */
export interface Line {
  readonly of: RuleStanding;
  readonly standing: GroupStanding;
}

/** GroupTable lists groups with what they come to, what they may, and how near they are to it. */
export function GroupTable(props: {
  readonly name: string;
  readonly lines: readonly Line[];
  /** Whether each line names its rule, its group, or both. */
  readonly by: "rule" | "group" | "both";
}) {
  const { name, lines, by } = props;
  const foretells = lines.some(({ standing }) => standing.foretold !== null);
  return (
    <Table
      name={name}
      columns={[
        by === "rule" ? "Rule" : "Who",
        "Used",
        { numbers: "Value" },
        { numbers: "Limit" },
        { numbers: "Left" },
        ...(foretells ? [{ numbers: "Foretold" }] : []),
        ...(by === "both" ? ["Rule"] : []),
      ]}
    >
      {lines.map((line) => (
        <GroupRow line={line} by={by} foretells={foretells} />
      ))}
    </Table>
  );
}

function GroupRow(props: {
  readonly line: Line;
  readonly by: "rule" | "group" | "both";
  readonly foretells: boolean;
}) {
  const { line, by, foretells } = props;
  const { of, standing } = line;
  const { limit, foretold, unit } = standing;
  return (
    <tr>
      <th scope="row">{by === "rule" ? <Rule of={of} /> : <Who standing={standing} />}</th>
      <td>
        <Used standing={standing} steps={stepsOf(of.rule)} />
      </td>
      <td class="n">{valueText(standing)}</td>
      <td class="n">{limitText(limit.value, limit.unit)}</td>
      <td class="n">{limit.headroom < 0 ? "passed" : amountText(limit.headroom, limit.unit)}</td>
      {foretells && <td class="n">{foretold === null ? "" : amountText(foretold, unit)}</td>}
      {by === "both" && (
        <td>
          <Rule of={of} />
        </td>
      )}
    </tr>
  );
}

function Rule(props: { readonly of: RuleStanding }) {
  const { name } = props.of.rule;
  return <a href={rulePath(name)}>{name}</a>;
}

function Who(props: { readonly standing: GroupStanding }) {
  const { who, group } = props.standing;
  const member = group["member"];
  return member === undefined || member === "" ? (
    <span>{who}</span>
  ) : (
    <a href={memberPath(member)}>{who}</a>
  );
}
