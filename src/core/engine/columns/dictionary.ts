import { translate } from "./column-writes.ts";

/** Dictionary gives each distinct text a small whole number, from 0 on, so that a column holds numbers only. */
export class Dictionary {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];
  /** What was interned last: neighbouring rows share their account, their model and often their task. */
  #lastText: string | null = null;
  #lastId = -1;

  /** intern returns the text's number, a new one for a new text. */
  intern(text: string): number {
    if (text === this.#lastText) return this.#lastId;
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.#texts.length;
      this.#ids.set(text, id);
      this.#texts.push(text);
    }
    this.#lastText = text;
    this.#lastId = id;
    return id;
  }

  /**
   * write puts the numbers of texts side by side into a column, from a place on. A text that is absent counts as another, or where
   * that is null, as 0, and each text as its number + 1.
   */
  write(
    to: Uint32Array,
    first: number,
    texts: ArrayLike<string | null>,
    absent: string | null = "",
  ): void {
    const shift = absent === null ? 1 : 0;
    for (let at = 0; at < texts.length; at++) {
      const text = texts[at] ?? absent;
      to[first + at] = text === null ? 0 : this.intern(text) + shift;
    }
  }

  /** adopt puts the numbers here of what some slots of a column have in another dictionary into a column; `shift` as `write` adds it. */
  adopt(
    to: Uint32Array,
    first: number,
    from: Dictionary,
    codes: Uint32Array,
    slots: Uint32Array,
    shift = 0,
  ): void {
    translate(to, first, codes, slots, (code) =>
      code < shift ? 0 : this.intern(from.text(code - shift)) + shift,
    );
  }

  /** find returns the text's number, or -1 where no row has had it. */
  find(text: string): number {
    return this.#ids.get(text) ?? -1;
  }

  /** text returns the text of a number that `intern` gave. */
  text(id: number): string {
    return this.#texts[id] as string;
  }

  get size(): number {
    return this.#texts.length;
  }
}
