/** MailFault is what the stand-in does with one mail: take it, refuse it at a stage with an SMTP code, or lose its answer. */
export type MailFault =
  | "ok"
  | "hang"
  | "accept-then-hang"
  | "accept-then-reset"
  | { readonly stage: "mail" | "rcpt" | "data"; readonly code: number; readonly text?: string };

/** MailFaults decides for each mail by its number (1 for the first), or is a list that is used up, then `ok`. */
export type MailFaults = ((number: number) => MailFault) | readonly MailFault[];

/** mailFaultFor makes the one function that the server asks for each mail. */
export function mailFaultFor(faults: MailFaults | undefined): (number: number) => MailFault {
  if (typeof faults === "function") return faults;
  const left = [...(faults ?? [])];
  return () => left.shift() ?? "ok";
}

/** refusalAt is the SMTP error that a fault asks for at a stage, if it does. */
export function refusalAt(
  fault: MailFault,
  stage: "mail" | "rcpt" | "data",
): (Error & { responseCode: number }) | null {
  if (typeof fault !== "object" || fault.stage !== stage) return null;
  const text = fault.text ?? "the stand-in was told to refuse";
  return Object.assign(new Error(text), { responseCode: fault.code });
}
