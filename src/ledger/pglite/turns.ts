/** Turns lets one holder at a time in, first come first served. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** take waits for the turn and returns what ends it; ending it twice is harmless. */
  async take(): Promise<() => void> {
    const before = this.#last;
    let end = () => {};
    this.#last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  }
}
