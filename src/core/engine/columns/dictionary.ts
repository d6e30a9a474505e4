/** Dictionary gives each distinct text a small whole number, from 0 on, so that a column holds numbers only. */
export class Dictionary {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];
  /** What was interned last: neighbouring rows share their account, their model and often their task. */
  #lastText: string | null = null;
  #lastId = -1;
  #adopted: { from: Dictionary | null; ids: number[] } = { from: null, ids: [] };

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

  /** adopt returns the number here of a text that another dictionary numbers `id`; each is looked up once. */
  adopt(from: Dictionary, id: number): number {
    if (this.#adopted.from !== from) this.#adopted = { from, ids: [] };
    let own = this.#adopted.ids[id];
    if (own === undefined) {
      own = this.intern(from.text(id));
      this.#adopted.ids[id] = own;
    }
    return own;
  }

  /** settle forgets what `adopt` looked up. */
  settle(): void {
    this.#adopted = { from: null, ids: [] };
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
