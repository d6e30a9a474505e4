import { DeliveryError } from "../../core/errors.ts";
import type { Notifier, OutboxRow, Sent } from "../../core/ports/index.ts";

/** A service that has not answered by then is taken for silent. */
const SEND_TIMEOUT_MS = 30_000;
/** On a stop the message on its way gets so long to arrive: cut off, nobody knows whether it did. */
const STOP_GRACE_MS = 5_000;

/** SendOutcome is what became of one try. */
export type SendOutcome =
  | { readonly sent: Sent }
  | { readonly failure: DeliveryError; readonly stopped: boolean };

/**
 * attemptSend sends one message, for 30 s at most, and turns whatever goes wrong into a DeliveryError. It returns in
 * time also where a notifier overlooks its signal: the message's outcome is then unknown, `unsure`.
 */
export async function attemptSend(
  notifier: Notifier,
  row: OutboxRow,
  stop: AbortSignal,
): Promise<SendOutcome> {
  const cut = new AbortController();
  let grace: ReturnType<typeof setTimeout> | undefined;
  const cutOff = new Promise<never>((_, reject) => {
    cut.signal.addEventListener("abort", () => reject(cut.signal.reason), { once: true });
  });
  const timer = setTimeout(() => cut.abort(tooSlow()), SEND_TIMEOUT_MS);
  const onStop = () => {
    grace = setTimeout(() => cut.abort(stoppedWhileSending()), STOP_GRACE_MS);
  };
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();
  try {
    const context = { thread: row.thread, unsure: row.unsure, signal: cut.signal };
    return { sent: await Promise.race([notifier.send(row.message, context), cutOff]) };
  } catch (error) {
    // Once cut off, the notifier's own error is only the echo of it.
    const failure = cut.signal.aborted ? cut.signal.reason : error;
    return { failure: asDeliveryError(failure), stopped: cut.signal.aborted && stop.aborted };
  } finally {
    clearTimeout(timer);
    clearTimeout(grace);
    stop.removeEventListener("abort", onStop);
  }
}

function tooSlow(): DeliveryError {
  return new DeliveryError("timeout", `no answer within ${SEND_TIMEOUT_MS / 1000} s`, {
    retryable: true,
    unsure: true,
  });
}

function stoppedWhileSending(): DeliveryError {
  return new DeliveryError("connection", "the daemon was stopped while the message was sent", {
    retryable: true,
    unsure: true,
  });
}

/** A notifier throws nothing else; if it does, that is a fault in it, and the message may or may not have gone out. */
function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new DeliveryError("unavailable", `the notifier failed unexpectedly: ${message}`, {
    retryable: true,
    unsure: true,
    cause: error,
  });
}
