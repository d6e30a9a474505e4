/** StreamBook remembers, by row number, which streams wait to be told and where those that a stream rule matched are found. */
export class StreamBook {
  readonly #waiting = new Map<string, Map<number, string>>();
  readonly #rows = new Map<string, number>();

  /** waiting returns the rule's streams that are news: row number → stream id. */
  waiting(rule: string): Map<number, string> {
    let waiting = this.#waiting.get(rule);
    if (waiting === undefined) {
      waiting = new Map();
      this.#waiting.set(rule, waiting);
    }
    return waiting;
  }

  remember(account: string, id: string, rowNo: number): void {
    this.#rows.set(`${account}\n${id}`, rowNo);
  }

  /** rowOf returns the row number of a stream that a rule has matched; -1 for others. */
  rowOf(account: string, id: string): number {
    return this.#rows.get(`${account}\n${id}`) ?? -1;
  }

  /** keepOnly forgets the streams whose rows are gone. */
  keepOnly(isHeld: (rowNo: number) => boolean): void {
    for (const [key, rowNo] of this.#rows) if (!isHeld(rowNo)) this.#rows.delete(key);
  }
}
