import { DeliveryError, type DeliveryFailure } from "../../core/errors.ts";
import { isNeverSent } from "../network-failure.ts";

/** SmtpFault is what nodemailer tells of a failure, as far as we read it. */
interface SmtpFault {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly originalCode?: string;
  readonly timeoutType?: string;
}

/** The mail server's final word was still to come: it may have taken the mail. */
const BROKEN_OFF = new Set(["ETIMEDOUT", "ECONNECTION", "ESOCKET", "EABORT"]);
/** Time-outs before a mail can have been handed over. */
const TOO_EARLY = new Set(["CONNECTION_TIMEOUT", "GREETING_TIMEOUT", "DNS_TIMEOUT"]);

/**
 * mailFailure turns what nodemailer threw into a DeliveryError: an answer of 4xx can be tried again, one of 5xx not, and a
 * connection that broke off after it was made leaves it open whether the mail was taken. The server's own words are
 * quoted, our commands are not: they hold the password.
 */
export function mailFailure(error: unknown, server: string): DeliveryError {
  const fault = (error instanceof Error ? error : {}) as SmtpFault;
  if (fault.responseCode) return answered(fault, fault.responseCode, server);
  if (isUnreachable(error, fault)) {
    return failure(
      "connection",
      `No connection to mail server ${server} (${fault.originalCode ?? fault.code}): check smtp.url, DNS and the network; it is tried again`,
      true,
    );
  }
  return byCode(fault, server);
}

function isUnreachable(error: unknown, { code, originalCode }: SmtpFault): boolean {
  const original = Object.assign(new Error("socket"), { code: originalCode });
  return code === "EDNS" || isNeverSent(error) || isNeverSent(original);
}

function byCode(fault: SmtpFault, server: string): DeliveryError {
  const code = fault.code ?? "";
  if (BROKEN_OFF.has(code)) return brokenOff(fault, server);
  switch (code) {
    case "EAUTH":
    case "ENOAUTH":
    case "EOAUTH2":
      return unauthorized(server, "");
    case "ETLS":
    case "EREQUIRETLS":
      return failure(
        "connection",
        `No encrypted connection to mail server ${server}: check its certificate, and that smtp.url has the right port and smtp:// or smtps://`,
        true,
      );
    case "EENVELOPE":
      return failure(
        "misconfigured",
        "A sender or recipient address is not valid: check smtp.from and `to`",
        false,
      );
    default:
      return failure(
        "rejected",
        `Mail server ${server}: the mail could not be handed over (${code || "unknown"})`,
        false,
      );
  }
}

function answered({ code, response }: SmtpFault, status: number, server: string): DeliveryError {
  const words = (response ?? String(status)).replace(/\s+/g, " ").slice(0, 300);
  if (code === "EAUTH")
    return status < 500 ? busy(server, words) : unauthorized(server, `: ${words}`);
  // 503 says that the session was out of step, not that the mail was refused.
  if (status < 500 || status === 503) return busy(server, words);
  if (status === 552 || status === 523)
    return failure("too_large", `Mail server ${server} finds the mail too large: ${words}`, false);
  if (status === 530 || status === 535) return unauthorized(server, `: ${words}`);
  if ([550, 551, 553].includes(status)) {
    return failure(
      "not_found",
      `Mail server ${server} refused the addresses: ${words}. To do: check \`to\`, \`cc\` and smtp.from`,
      false,
    );
  }
  return failure("rejected", `Mail server ${server} refused the mail: ${words}`, false);
}

function brokenOff({ code, timeoutType }: SmtpFault, server: string): DeliveryError {
  const early = TOO_EARLY.has(timeoutType ?? "");
  const slow = code === "ETIMEDOUT" || code === "EABORT";
  const what = slow ? "did not answer in time" : "broke the connection off";
  return new DeliveryError(
    slow ? "timeout" : "connection",
    `Mail server ${server} ${what}; it is tried again${early ? "" : " with the same Message-ID, so that it is shown once"}`,
    { retryable: true, unsure: !early },
  );
}

function busy(server: string, words: string): DeliveryError {
  return failure("unavailable", `Mail server ${server} cannot take the mail now: ${words}`, true);
}

function unauthorized(server: string, words: string): DeliveryError {
  return failure(
    "unauthorized",
    `Mail server ${server} refused the login${words}. To do: check user and password in smtp.url`,
    false,
  );
}

function failure(reason: DeliveryFailure, text: string, retryable: boolean): DeliveryError {
  return new DeliveryError(reason, text, { retryable });
}
