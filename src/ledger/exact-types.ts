import { types } from "pg";

const INT8 = 20;

/** Reads a BIGINT as a number and refuses what a number cannot hold exactly. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database holds ${text}, which is more than can be kept exactly (2^53)`,
    );
  }
  return value;
}

/** exactTypes gives pg's own parsers, except that a BIGINT becomes a number. */
export const exactTypes = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === INT8 && format !== "binary") return safeInteger;
    return types.getTypeParser(oid, format as "text");
  },
};
