import { plural } from "../../../core/message/index.ts";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Moment } from "../parts/moment.tsx";
import { Empty, Table } from "../parts/table.tsx";
import { Used, valueText } from "../parts/used.tsx";
import { NotYet } from "../rules/rules-page.tsx";
import { memberPath, rulePath, type Standings, stepsOf } from "../rules/standings.ts";
import { type MemberLine, membersOf } from "./members-of.ts";

/** MembersPage lists everybody whom a rule tells apart, with the rule whose limit they are nearest to. */
export function MembersPage(props: {
  readonly shown: Shown;
  readonly standings: Standings | null;
  readonly firing: ReadonlyMap<string, number>;
  readonly wanted: string;
}) {
  const { shown, standings, firing, wanted } = props;
  const members = standings ? membersOf(standings) : [];
  const found = members.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Layout frame={shown.frame} title="Members" section="/members">
      <div class="head">
        <h1>Members</h1>
        {standings && (
          <span class="soft">
            {plural(found.length, "member")}, evaluated{" "}
            <Moment at={standings.at} words={shown.words} />
          </span>
        )}
      </div>
      <form class="filters" method="get" action="/members">
        <label>
          Name
          <input type="search" name="name" value={wanted} />
        </label>
        <button type="submit" class="quiet">
          Find
        </button>
      </form>
      <section class="card">
        {standings === null ? (
          <NotYet />
        ) : found.length === 0 ? (
          <Empty>
            {wanted === ""
              ? "No rule tells members apart so far: one does with by: [member], and lists here whoever has streams that it looks at."
              : "Nobody of that name has streams that a rule looks at."}
          </Empty>
        ) : (
          <Members members={found} firing={firing} />
        )}
      </section>
    </Layout>
  );
}

function Members(props: {
  readonly members: readonly MemberLine[];
  readonly firing: ReadonlyMap<string, number>;
}) {
  return (
    <Table
      name="Members"
      columns={["Member", { numbers: "Alerts" }, "Nearest limit", { numbers: "Value" }, "Used"]}
    >
      {props.members.map(({ name, nearest: { of, standing } }) => (
        <tr>
          <th scope="row">
            <a href={memberPath(name)}>{name}</a>
          </th>
          <td class="n">{props.firing.get(name) ?? 0}</td>
          <td>
            <a href={rulePath(of.rule.name)}>{of.rule.name}</a>
          </td>
          <td class="n">{valueText(standing)}</td>
          <td>
            <Used standing={standing} steps={stepsOf(of.rule)} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
