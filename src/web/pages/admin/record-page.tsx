import type { ActRecord } from "../../../core/ports/index.ts";
import { ACT_TEXTS } from "../alerts/timeline.ts";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Moment } from "../parts/moment.tsx";
import { Empty, Table } from "../parts/table.tsx";

/** RecordPage lists who did what, when and by what way, the newest first. */
export function RecordPage(props: {
  readonly shown: Shown;
  readonly records: readonly ActRecord[];
  /** Whether there are older ones. */
  readonly more: boolean;
}) {
  const { shown, records, more } = props;
  return (
    <Layout frame={shown.frame} title="Record of acts" section="/record">
      <div class="head">
        <h1>Record of acts</h1>
        <span class="soft">
          {more ? `the newest ${records.length}` : `${records.length} in all`}
        </span>
      </div>
      <section class="card">
        {records.length === 0 ? (
          <Empty>
            Nobody has done anything yet. Whoever acknowledges, silences or logs in, here, in Slack
            or by the API, is recorded with when and what.
          </Empty>
        ) : (
          <Table name="Record of acts" columns={["When", "Who", "By", "What", "Of", "Detail"]}>
            {records.map(({ at, by, act, target, detail }) => (
              <tr>
                <td class="t">
                  <Moment at={at} words={shown.words} />
                </td>
                <th scope="row">{by.name}</th>
                <td>{by.via}</td>
                <td class="t">{ACT_TEXTS[act]}</td>
                <td class="id">{target}</td>
                <td>{detail}</td>
              </tr>
            ))}
          </Table>
        )}
      </section>
    </Layout>
  );
}
