/** Dictionary gives each distinct text a small whole number, from 0 on, so that a column holds numbers only. */
export class Dictionary {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];

  /** intern returns the text's number, a new one for a new text. */
  intern(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#texts.length;
    this.#ids.set(text, id);
    this.#texts.push(text);
    return id;
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
