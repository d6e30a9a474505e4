import type { StandingAlert } from "../../alertmanager/standing.ts";

/** AlertActs are the buttons by which one takes an alert on, gives it back, or silences it. */
export function AlertActs(props: { readonly standing: StandingAlert }) {
  const { alert, acknowledged } = props.standing;
  return (
    <form method="post" action="/alert" class="stack">
      <input type="hidden" name="id" value={alert.id} />
      <label class="field">
        Comment
        <input name="comment" maxlength={500} placeholder="What is known, and who looks after it" />
      </label>
      <div class="acts">
        {acknowledged === null ? (
          <button type="submit" name="act" value="acknowledge">
            Acknowledge
          </button>
        ) : (
          <button type="submit" name="act" value="unacknowledge">
            Give back
          </button>
        )}
        <button type="submit" name="act" value="silence_1h" class="quiet">
          Silence 1 h
        </button>
        <button type="submit" name="act" value="silence_24h" class="quiet">
          Silence 24 h
        </button>
        <button type="submit" name="act" value="silence_window" class="quiet">
          Silence until the window ends
        </button>
      </div>
    </form>
  );
}
