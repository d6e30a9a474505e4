/** BATCH is how many rows are counted at once. */
export const BATCH = 1024;

/**
 * Batch is rows on their way into a view or out of it, each with the group that it counts for. Each of a view's quantities takes a
 * batch in one loop of its own, over plain typed arrays: row by row, the calls cost more than the counting.
 */
export class Batch {
  length = 0;
  readonly groups = new Uint32Array(BATCH);
  readonly slots = new Uint32Array(BATCH);
  /** Room for one quantity of each row. */
  readonly values = new Float64Array(BATCH);
}
