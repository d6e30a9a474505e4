import type { z } from "zod";
import type { Report } from "../problems/report.ts";
import type { smtpSchema } from "../schema/receiver.ts";
import type { SmtpSettings } from "../settings.ts";
import { Mistake } from "../values/leaf.ts";

/** compileSmtp checks the mail server's address, without ever showing it. */
export function compileSmtp(report: Report, input: z.output<typeof smtpSchema>): SmtpSettings {
  const url = input.url.reveal();
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    report.error(
      ["smtp", "url"],
      '"url" must be an address such as smtp://user:password@host:587 or smtps://…',
    );
  }
  if (!/^[^<>]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/.test(input.from)) {
    report.mistake(
      ["smtp", "from"],
      new Mistake('must be a sender such as "Neo budget <budget@acme.io>"'),
    );
  }
  return { url: input.url, from: input.from };
}
