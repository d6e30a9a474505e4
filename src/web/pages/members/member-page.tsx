import type { StandingAlert } from "../../alertmanager/standing.ts";
import { AlertTable } from "../alerts/alert-table.tsx";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Empty } from "../parts/table.tsx";
import { GroupTable } from "../rules/group-table.tsx";
import type { MemberLine } from "./members-of.ts";

/** MemberPage is one member: what fires about them, and how they stand to each rule. */
export function MemberPage(props: {
  readonly shown: Shown;
  readonly member: MemberLine;
  readonly standing: readonly StandingAlert[];
}) {
  const { shown, member, standing } = props;
  return (
    <Layout frame={shown.frame} title={member.name} section="/members">
      <p class="crumbs">
        <a href="/members">Members</a>
      </p>
      <h1>{member.name}</h1>
      <section class="card">
        <h2>Firing: {standing.length}</h2>
        {standing.length === 0 ? (
          <Empty>Nothing fires about this member.</Empty>
        ) : (
          <AlertTable name="Firing alerts" standing={standing} words={shown.words} />
        )}
      </section>
      <section class="card">
        <h2>Rules: {member.lines.length}</h2>
        <GroupTable name="How the member stands" lines={member.lines} by="rule" />
      </section>
    </Layout>
  );
}
