import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type AddressObject, simpleParser } from "mailparser";

/** Mail is one received mail, as it came and as a reader's program would show it. */
export interface Mail {
  /** The mail as it came over the wire. */
  readonly raw: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly text: string;
  readonly html: string;
  /** When it was received, ms since the epoch. */
  readonly at: number;
}

/**
 * Inbox keeps mails as the large providers do: a second mail with a Message-ID that is already there is not shown
 * again, only counted. With a file, mails outlive the process.
 */
export class Inbox {
  readonly #mails: Mail[] = [];
  readonly #store: string | undefined;
  #folded = 0;

  constructor(store: string | undefined) {
    this.#store = store;
    if (store && existsSync(store)) this.#read(store);
  }

  mails(): readonly Mail[] {
    return this.#mails;
  }

  /** How many mails were dropped because their Message-ID was already there. */
  folded(): number {
    return this.#folded;
  }

  /** add takes a mail in; false when it was folded into the one that is there. */
  add(mail: Mail): boolean {
    if (this.#store) appendFileSync(this.#store, `${JSON.stringify(mail)}\n`);
    return this.#keep(mail);
  }

  #keep(mail: Mail): boolean {
    if (mail.messageId && this.#mails.some((each) => each.messageId === mail.messageId)) {
      this.#folded += 1;
      return false;
    }
    this.#mails.push(mail);
    return true;
  }

  #read(file: string): void {
    const text = readFileSync(file, "utf8");
    // Half a line at the end is a mail whose receipt was never acknowledged: it is dropped, and ended.
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    for (const line of whole.split("\n").filter((each) => each !== "")) {
      const mail = readLine(line);
      if (mail) this.#keep(mail);
    }
    if (whole.length < text.length) appendFileSync(file, "\n");
  }
}

/** parseMail reads a raw mail. */
export async function parseMail(raw: Buffer, at: number): Promise<Mail> {
  // Pictures that the mail carries are put into its HTML, as a reader's program would show them.
  const parsed = await simpleParser(raw);
  const references = parsed.references ?? [];
  return {
    raw: raw.toString("utf8"),
    messageId: parsed.messageId ?? null,
    inReplyTo: parsed.inReplyTo ?? null,
    references: typeof references === "string" ? [references] : references,
    subject: parsed.subject ?? "",
    from: parsed.from?.text ?? "",
    to: addresses(parsed.to),
    cc: addresses(parsed.cc),
    text: parsed.text ?? "",
    html: parsed.html || "",
    at,
  };
}

function addresses(field: AddressObject | AddressObject[] | undefined): readonly string[] {
  if (!field) return [];
  const objects = Array.isArray(field) ? field : [field];
  return objects.flatMap((object) => object.value.map((each) => each.address ?? ""));
}

function readLine(line: string): Mail | undefined {
  try {
    return JSON.parse(line) as Mail;
  } catch {
    return undefined;
  }
}
