import { duration } from "../../../core/message/index.ts";
import { matcherText, type StoredSilence } from "../../../core/quiet/index.ts";
import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";
import { Moment } from "../parts/moment.tsx";
import { NoteLine } from "../parts/note-line.tsx";
import { Empty, Table } from "../parts/table.tsx";
import { NewSilence, type Written } from "./new-silence.tsx";

/** SilencesPage lists the silences, and lets one add one or end one. */
export function SilencesPage(props: {
  readonly shown: Shown;
  readonly silences: readonly StoredSilence[];
  /** What was written into the form, where it could not be taken. */
  readonly written: Written | null;
}) {
  const { shown, silences } = props;
  const { now } = shown;
  const active = silences.filter(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
  const later = silences.filter(({ startsAt, endsAt }) => startsAt > now && endsAt > now);
  const over = silences.filter(({ endsAt }) => endsAt <= now);
  return (
    <Layout frame={shown.frame} title="Silences" section="/silences">
      <div class="head">
        <h1>Silences</h1>
        <span class="soft">
          {active.length} active, {later.length} to come, {over.length} over
        </span>
      </div>
      <NoteLine note={shown.note} />
      <section class="card">
        <h2>Active and to come: {active.length + later.length}</h2>
        {active.length + later.length === 0 ? (
          <Empty>
            No alert is silenced by hand. A silence keeps the alerts that all its matchers match
            from being told until it ends; silences of the configuration stand there, not here.
          </Empty>
        ) : (
          <Silences name="Active silences" silences={[...active, ...later]} shown={shown} />
        )}
      </section>
      {shown.mayAct && <NewSilence written={props.written} />}
      {over.length > 0 && (
        <section class="card">
          <h2>Over: {over.length}</h2>
          <Silences name="Silences that are over" silences={over} shown={shown} />
        </section>
      )}
    </Layout>
  );
}

function Silences(props: {
  readonly name: string;
  readonly silences: readonly StoredSilence[];
  readonly shown: Shown;
}) {
  const { now, words, mayAct } = props.shown;
  return (
    <Table
      name={props.name}
      columns={[
        "What",
        "Why",
        "Who",
        "From",
        "Until",
        { numbers: "Left" },
        ...(mayAct ? ["End"] : []),
      ]}
    >
      {props.silences.map(({ id, matchers, comment, author, startsAt, endsAt }) => (
        <tr>
          <th scope="row">
            <code>{matchers.map(matcherText).join(", ")}</code>
          </th>
          <td>{comment}</td>
          <td>{author}</td>
          <td class="t">
            <Moment at={startsAt} words={words} />
          </td>
          <td class="t">
            <Moment at={endsAt} words={words} />
          </td>
          <td class="n">{endsAt > now ? duration(endsAt - Math.max(now, startsAt)) : "over"}</td>
          {mayAct && <td>{endsAt > now && <End id={id} />}</td>}
        </tr>
      ))}
    </Table>
  );
}

function End(props: { readonly id: string }) {
  return (
    <form method="post" action="/silences/end">
      <input type="hidden" name="id" value={props.id} />
      <button type="submit" class="quiet">
        End now
      </button>
    </form>
  );
}
