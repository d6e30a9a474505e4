/** Html is markup that may go out as it is; everything else is escaped on its way in. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

type Part = Html | string | number | readonly Html[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** html is a template tag: what is put in is escaped unless it is Html already, so that no text can become markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = strings.map((text, i) => {
    const part = i < parts.length ? parts[i] : undefined;
    return part === undefined ? text : text + markupOf(part);
  });
  return new Html(markup.join("").replace(/\n\s*/g, "\n"));
}

/** NOTHING is no markup. */
export const NOTHING = new Html("");

function markupOf(part: Part): string {
  if (part instanceof Html) return part.toString();
  if (typeof part === "object") return part.join("");
  return String(part).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
