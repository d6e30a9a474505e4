import type { Note } from "../page-context.ts";

/** NoteLine says what was just done, or why it was not. */
export function NoteLine(props: { readonly note: Note | null }) {
  const { note } = props;
  if (note === null) return null;
  return (
    <p class={note.done ? "notice" : "notice problem"} role="status">
      {note.text}
    </p>
  );
}
