import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { OperatorError } from "../../core/errors.ts";
import { createRowShelf, type RowShelf } from "./row-shelf.ts";
import type { FileRows } from "./rows-read.ts";

const NEWLINE = 10;
const CHUNK = 1 << 20;

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
): Promise<FileRows> {
  const total = await sizeOf(path);
  const shelf = createRowShelf(account);
  let bytes = 0;
  let line = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of createReadStream(path, { highWaterMark: CHUNK })) {
    if (options.signal.aborted) return shelf.taken();
    const chunk: Buffer =
      rest.length > 0 ? Buffer.concat([rest, part as Buffer]) : (part as Buffer);
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      line++;
      if (!takeLine(shelf, chunk.toString("utf8", from, end), line)) {
        return await wholeFile(path, shelf);
      }
      from = end + 1;
    }
    rest = chunk.subarray(from);
    bytes += (part as Buffer).length;
    options.progress({ bytes, total });
  }
  if (rest.length > 0 && !takeLine(shelf, rest.toString("utf8"), line + 1)) {
    return await wholeFile(path, shelf);
  }
  return shelf.taken();
}

/** Returns false where the file's first line shows that it is no JSON a line. */
function takeLine(shelf: RowShelf, text: string, line: number): boolean {
  if (text.trim() === "") return true;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    if (shelf.size === 0 && line === 1) return false;
    shelf.refuse(`line ${line}: is no JSON, or was cut short`);
    return true;
  }
  takeParsed(shelf, parsed, `line ${line}`);
  return true;
}

function takeParsed(shelf: RowShelf, parsed: unknown, place: string): void {
  const list = Array.isArray(parsed) ? parsed : (parsed as { data?: unknown } | null)?.data;
  if (!Array.isArray(list)) {
    shelf.take(parsed, place);
    return;
  }
  list.forEach((row, index) => {
    shelf.take(row, `${place}, row ${index}`);
  });
}

async function wholeFile(path: string, shelf: RowShelf): Promise<FileRows> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(path, "utf8"));
  } catch {
    throw new OperatorError(
      `${path} holds neither one JSON row a line nor one JSON document; export rows as the usage API gives them.`,
    );
  }
  for (const page of Array.isArray(parsed) ? parsed : [parsed]) takeParsed(shelf, page, "document");
  return shelf.taken();
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    throw new OperatorError(`the file of rows ${path} cannot be read: is the path right?`);
  }
}
