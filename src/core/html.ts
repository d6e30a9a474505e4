/** Html is markup that may go out as it is: it was written here, or escaped on its way in. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** NOTHING is no markup. */
export const NOTHING = new Html("");

type Part = Html | string | number | null | undefined | readonly (Html | string)[];

/** html is a template tag: what is put in is escaped unless it is Html already, lists are joined, null is nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = texts.map((text, i) => (i < parts.length ? text + markupOf(parts[i]) : text));
  return new Html(markup.join(""));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** escapeMarkup makes a text safe inside an element and inside a quoted attribute, in HTML as in XML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function markupOf(part: Part): string {
  if (part === null || part === undefined) return "";
  if (part instanceof Html) return part.toString();
  if (typeof part === "object") return part.map(markupOf).join("");
  return escapeMarkup(String(part));
}
