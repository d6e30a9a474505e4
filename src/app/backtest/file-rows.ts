import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { OperatorError } from "../../core/errors.ts";
import { createRowShelf, type RowShelf, type ShelvedRows } from "./row-shelf.ts";

const NEWLINE = 10;
/** Read at once; what is left of a line at the end goes over to the next part. */
const CHUNK = 4 << 20;

/** Reading is how far a file has been read, in bytes. */
export interface Reading {
  readonly bytes: number;
  readonly total: number;
}

/**
 * readFileRows reads API rows: one JSON object a line, or pages of them (`{"data": […]}`), or one JSON list. Ends early,
 * with what it has, once `signal` is aborted.
 */
export async function readFileRows(
  path: string,
  account: string,
  options: { readonly signal: AbortSignal; readonly progress: (reading: Reading) => void },
): Promise<ShelvedRows> {
  const total = await sizeOf(path);
  const shelf = createRowShelf(account, total);
  let bytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of createReadStream(path, { highWaterMark: CHUNK })) {
    if (options.signal.aborted) return shelf.taken();
    const chunk = part as Buffer;
    bytes += chunk.length;
    // The line that began in the part before is put together by itself: the rest of this part need not be copied.
    const begun = chunk.indexOf(NEWLINE) + 1;
    const first = Buffer.concat([rest, chunk.subarray(0, begun)]);
    const isLines = begun === 0 || takeLines(shelf, first) !== null;
    const done = isLines ? takeLines(shelf, chunk, begun) : null;
    // A document over several lines has no line that is JSON by itself.
    if (done === null) return await wholeFile(path, shelf);
    rest = begun === 0 ? Buffer.concat([rest, chunk]) : chunk.subarray(done);
    options.progress({ bytes, total });
  }
  // A last line need not end as the others do.
  const isLines = takeLines(shelf, Buffer.concat([rest, Buffer.from("\n")])) !== null;
  return isLines ? shelf.taken() : await wholeFile(path, shelf);
}

/** Returns where the last whole line ends; null where the file's first line shows that it is no JSON a line. */
function takeLines(shelf: RowShelf, chunk: Buffer, start = 0): number | null {
  let from = start;
  for (let end = chunk.indexOf(NEWLINE, from); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
    if (!shelf.line(chunk, from, end)) return null;
    from = end + 1;
  }
  return from;
}

async function wholeFile(path: string, shelf: RowShelf): Promise<ShelvedRows> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(path, "utf8"));
  } catch {
    throw new OperatorError(
      `${path} holds neither one JSON row a line nor one JSON document; export rows as the usage API gives them.`,
    );
  }
  for (const page of Array.isArray(parsed) ? parsed : [parsed]) shelf.parsed(page, "the document");
  return shelf.taken();
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    throw new OperatorError(`the file of rows ${path} cannot be read: is the path right?`);
  }
}
