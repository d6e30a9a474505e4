/**
 * SlackFault is what the stand-in does with a request instead of answering it as Slack would on a good day:
 * `hang` never answers and takes nothing in, the `accept-then-…` ones take the message in and then lose the answer.
 */
export type SlackFault =
  | "ok"
  | "hang"
  | "accept-then-hang"
  | "accept-then-reset"
  | { readonly ratelimited: number }
  | { readonly error: string }
  | { readonly status: number };

/** SlackCall is one request as the stand-in received it; `method` is `webhook` for an incoming webhook. */
export interface SlackCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** 1 for the first request since the start. */
  readonly number: number;
}

/** SlackFaults decides for each request: a function of it, or a list that is used up from the front, then `ok`. */
export type SlackFaults = ((call: SlackCall) => SlackFault) | readonly SlackFault[];

/** faultFor makes the one function that the server asks for each request. */
export function faultFor(faults: SlackFaults | undefined): (call: SlackCall) => SlackFault {
  if (typeof faults === "function") return faults;
  const left = [...(faults ?? [])];
  return () => left.shift() ?? "ok";
}
