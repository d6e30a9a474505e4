/** IdBook finds the row that an id was last given to, without keeping a million ids. */
export interface IdBook {
  /** Gives an id to a row, by its number, which is one more than the last; returns the row that had it, else -1. */
  give(id: string): number;
}

/**
 * createIdBook keeps a hash of each id, and asks `idOf` where two hashes are the same: a table of a few bytes a row in
 * the place of strings that the garbage collector would have to walk through again and again.
 */
export function createIdBook(idOf: (row: number) => string): IdBook {
  let mask = (1 << 16) - 1;
  let slots = new Int32Array(mask + 1).fill(-1);
  let hashes = new Uint32Array(1 << 15);
  let rows = 0;

  /** The slot of the id, or the free one where it would be. */
  function slotOf(hash: number, isIt: (row: number) => boolean): number {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = slots[slot] as number;
      if (row < 0 || (hashes[row] === hash && isIt(row))) return slot;
    }
  }

  function grow(): void {
    const wider = new Uint32Array(hashes.length * 2);
    wider.set(hashes);
    hashes = wider;
    mask = mask * 2 + 1;
    const before = slots;
    slots = new Int32Array(mask + 1).fill(-1);
    for (const row of before) {
      if (row >= 0) slots[slotOf(hashes[row] as number, () => false)] = row;
    }
  }

  return {
    give: (id) => {
      if (rows === hashes.length) grow();
      const hash = hashOf(id);
      const slot = slotOf(hash, (row) => idOf(row) === id);
      const before = slots[slot] as number;
      hashes[rows] = hash;
      slots[slot] = rows++;
      return before;
    },
  };
}

/** FNV-1a over the text's code units. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  // Its low bits choose the slot: they take in the high ones.
  return (hash ^ (hash >>> 15)) >>> 0;
}
