/** Tone is the colour of a badge; its word says the same. */
export type Tone = "critical" | "warning" | "info" | "good" | "plain";

/** Badge is a state as a word with a colour. */
export function Badge(props: { readonly tone: Tone; readonly children: string }) {
  return <span class={`badge ${props.tone}`}>{props.children}</span>;
}
