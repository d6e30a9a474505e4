import { type Frame, Layout } from "./layout.tsx";

/** LoginPage asks for a token, and says why the last one was not taken. */
export function LoginPage(props: {
  readonly frame: Frame;
  /** Where to go on to afterwards. */
  readonly next: string;
  readonly problem: string | null;
}) {
  return (
    <Layout frame={props.frame} title="Log in" section={null}>
      <section class="card narrow">
        <h1>Log in</h1>
        <form method="post" action="/login" class="stack">
          <input type="hidden" name="next" value={props.next} />
          {/* Password managers keep nothing without a name beside it. */}
          <input hidden name="username" value="neo-budgetd" autocomplete="username" readonly />
          <label for="token">Token</label>
          <input
            {...{ id: "token", name: "token", type: "password" }}
            {...{ autocomplete: "current-password", required: true, autofocus: true }}
            aria-describedby={props.problem === null ? undefined : "problem"}
          />
          {props.problem !== null && (
            <p id="problem" class="problem" role="alert">
              {props.problem}
            </p>
          )}
          <button type="submit">Log in</button>
        </form>
        <p class="soft">
          Whoever runs the daemon makes you a token with <code>neo-budgetd token NAME</code>.
        </p>
      </section>
    </Layout>
  );
}
