import type { Child } from "hono/jsx";

/** Table is a table that scrolls by itself where the screen is too narrow for it; it can be scrolled with keys. */
export function Table(props: { readonly name: string; readonly children: Child }) {
  return (
    <section class="wide" aria-label={props.name} tabindex={0}>
      <table>{props.children}</table>
    </section>
  );
}

/** Empty says what would be listed, and how it comes about. */
export function Empty(props: { readonly children: Child }) {
  return <p class="empty">{props.children}</p>;
}
