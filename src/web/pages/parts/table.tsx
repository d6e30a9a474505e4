import type { Child } from "hono/jsx";

/** Column is the head of a column: its name, and whether it holds numbers, which stand to the right. */
export type Column = string | { readonly numbers: string };

/** Table is a table that scrolls by itself where the screen is too narrow for it; it can be scrolled with keys. */
export function Table(props: {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The rows. */
  readonly children: Child;
}) {
  return (
    <section class="wide" aria-label={props.name} tabindex={0}>
      <table>
        <thead>
          <tr>{props.columns.map(columnHead)}</tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </section>
  );
}

function columnHead(column: Column) {
  return typeof column === "string" ? (
    <th scope="col">{column}</th>
  ) : (
    <th scope="col" class="n">
      {column.numbers}
    </th>
  );
}

/** Empty says what would be listed, and how it comes about. */
export function Empty(props: { readonly children: Child }) {
  return <p class="empty">{props.children}</p>;
}
