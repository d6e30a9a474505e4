import { headline, type Words } from "../../core/message/index.ts";
import type { StandingAlert } from "../alertmanager/standing.ts";
import { type Frame, Layout } from "./layout.tsx";

/** NowPage is what fires at the moment. */
export function NowPage(props: {
  readonly frame: Frame;
  readonly standing: readonly StandingAlert[];
  readonly words: Words;
}) {
  const { standing, words } = props;
  return (
    <Layout frame={props.frame} title="Now" section="/">
      <h1>Now</h1>
      <section class="card">
        <h2>Firing alerts: {standing.length}</h2>
        {standing.length === 0 && <p class="soft">Nothing fires. What does is listed here.</p>}
        <ul>
          {standing.map(({ alert }) => (
            <li>{headline(alert, words)}</li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}
