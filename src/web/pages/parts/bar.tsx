/** Mark is a place on a bar, as a share of its limit. */
export interface Mark {
  readonly at: number;
  readonly name: string;
}

/** Bar shows how much of a limit is used, with the steps on the way to it; the words beside it say the same. */
export function Bar(props: {
  /** Used, as a share of the limit; above 1 where it is passed. */
  readonly used: number;
  readonly steps?: readonly number[];
  /** Where the window is foretold to end, as a share of the limit. */
  readonly foretold?: number | null;
}) {
  const { used, steps = [], foretold = null } = props;
  // A bar that is passed by far is drawn on a longer scale, so that the limit stays in sight.
  const most = Math.max(1, used, foretold ?? 0);
  const width = (part: number) => (Math.min(1, Math.max(0, part / most)) * 100).toFixed(2);
  const tone = used >= 1 ? "over" : used >= (steps[steps.length - 2] ?? 0.8) ? "near" : "well";
  return (
    <svg class={`bar ${tone}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="8" />
      {foretold !== null && <rect class="foretold" width={width(foretold)} height="8" />}
      <rect class="fill" width={width(used)} height="8" />
      {[...steps.filter((step) => step < 1), ...(most > 1 ? [1] : [])].map((step) => (
        <line class="step" x1={width(step)} x2={width(step)} y1="0" y2="8" />
      ))}
    </svg>
  );
}
