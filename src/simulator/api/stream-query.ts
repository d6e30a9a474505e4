import type { Status, TeamRow } from "../team/index.ts";
import { invalid } from "./problem.ts";

/** StreamQuery is a request for streams, read and checked. Times in ms since the epoch. */
export interface StreamQuery {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly offset: number;
  readonly sort: "created_at" | "cost";
  /** Null where no filter but the times is given: then no row needs to be looked at. */
  readonly matches: ((row: TeamRow) => boolean) | null;
}

const STATUSES: readonly Status[] = ["completed", "error", "failed", "aborted", "blocked"];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** readStreamQuery reads the parameters of /usage/streams; throws a Problem for what the vendor's page does not allow. */
export function readStreamQuery(params: URLSearchParams): StreamQuery {
  return {
    from: time(params, "from", Number.NEGATIVE_INFINITY),
    to: time(params, "to", Number.POSITIVE_INFINITY),
    limit: integer(params, "limit", 50, 1, 200),
    offset: integer(params, "offset", 0, 0, Number.MAX_SAFE_INTEGER),
    sort: oneOf(params, "sort", ["created_at", "cost"]) ?? "created_at",
    matches: filterOf(params),
  };
}

/** time reads an ISO 8601 parameter as ms since the epoch. */
export function time(params: URLSearchParams, name: string, otherwise: number): number {
  const text = params.get(name);
  if (text === null || text === "") return otherwise;
  const value = DATE_TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(value)) throw invalid(`${name} must be an ISO 8601 datetime, got "${text}"`);
  return value;
}

/** oneOf reads a parameter that allows certain words only. */
export function oneOf<Word extends string>(
  params: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word | null {
  const text = params.get(name);
  if (text === null || text === "") return null;
  const word = words.find((each) => each === text);
  if (!word) throw invalid(`${name} must be one of ${words.join(", ")}, got "${text}"`);
  return word;
}

function filterOf(params: URLSearchParams): StreamQuery["matches"] {
  const tests: ((row: TeamRow) => boolean)[] = [];
  const [taskId, streamId] = [params.get("task_id"), params.get("stream_id")];
  const [model, email] = [params.get("model"), params.get("email")];
  const status = oneOf(params, "status", STATUSES);
  const byok = oneOf(params, "is_byok", ["true", "false"]);
  if (streamId && !UUID.test(streamId))
    throw invalid(`stream_id must be a UUID, got "${streamId}"`);
  if (taskId) tests.push((row) => row.taskId === taskId);
  if (streamId) tests.push((row) => row.id === streamId.toLowerCase());
  if (model) tests.push((row) => row.model === model);
  if (email) tests.push((row) => row.member.email === email);
  if (status) tests.push((row) => row.status === status);
  if (byok) tests.push((row) => row.byok === (byok === "true"));
  return tests.length === 0 ? null : (row) => tests.every((test) => test(row));
}

function integer(
  params: URLSearchParams,
  name: string,
  otherwise: number,
  least: number,
  most: number,
): number {
  const text = params.get(name);
  if (text === null || text === "") return otherwise;
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw invalid(`${name} must be an integer from ${least} to ${most}, got "${text}"`);
  }
  return value;
}
