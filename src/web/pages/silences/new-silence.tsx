/** Written is what somebody wrote into the form of a new silence. */
export interface Written {
  readonly matchers: string;
  readonly hours: string;
  readonly comment: string;
}

const LENGTHS: readonly (readonly [hours: string, name: string])[] = [
  ["1", "1 hour"],
  ["4", "4 hours"],
  ["24", "1 day"],
  ["168", "1 week"],
  ["720", "30 days"],
];

/** NewSilence is the form of a new silence; what could not be taken stands in it still. */
export function NewSilence(props: { readonly written: Written | null }) {
  const { matchers = "", hours = "1", comment = "" } = props.written ?? {};
  return (
    <section class="card">
      <h2>New silence</h2>
      <form method="post" action="/silences" class="stack">
        <label class="field">
          Matchers, one a line; an alert has to match all of them
          <textarea
            {...{ name: "matchers", rows: 3, required: true, spellcheck: false }}
            placeholder={'rule="member-month"\nmember=~".*@red.acme.io"'}
          >
            {matchers}
          </textarea>
        </label>
        <label class="field">
          For
          <select name="hours">
            {LENGTHS.map(([value, name]) => (
              <option value={value} selected={value === hours}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          Why, for those who wonder where an alert is
          <input {...{ name: "comment", required: true, maxlength: 500, value: comment }} />
        </label>
        <div class="acts">
          <button type="submit">Silence</button>
        </div>
      </form>
    </section>
  );
}
