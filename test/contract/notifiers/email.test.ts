import { Secret } from "../../../src/core/secret.ts";
import { freePort, mailBench, nobody } from "./benches.ts";
import { describeNotifier } from "./notifier.case.ts";

const at = (stage: "mail" | "rcpt" | "data", code: number) => ({ stage, code }) as const;

describeNotifier("e-mail", {
  start: mailBench,
  unreachable: async () => {
    const url = new Secret(`smtp://127.0.0.1:${await freePort()}`);
    return nobody("email", { to: ["finance@acme.io"] }, { smtp: { url, from: "budget@acme.io" } });
  },
  acceptThenHang: "accept-then-hang",
  failures: [
    { title: "450 for the sender", fault: at("mail", 450), reason: "unavailable", retryable: true },
    {
      title: "451 for the recipient",
      fault: at("rcpt", 451),
      reason: "unavailable",
      retryable: true,
    },
    { title: "452 after the mail", fault: at("data", 452), reason: "unavailable", retryable: true },
    { title: "503", fault: at("data", 503), reason: "unavailable", retryable: true },
    { title: "530", fault: at("mail", 530), reason: "unauthorized", retryable: false },
    {
      title: "550 for the recipient",
      fault: at("rcpt", 550),
      reason: "not_found",
      retryable: false,
      says: /`to`/,
    },
    {
      title: "553 for the sender",
      fault: at("mail", 553),
      reason: "not_found",
      retryable: false,
      says: /smtp\.from/,
    },
    { title: "552", fault: at("data", 552), reason: "too_large", retryable: false },
    { title: "554", fault: at("data", 554), reason: "rejected", retryable: false },
    {
      title: "a connection lost after sending",
      fault: "accept-then-reset",
      reason: "connection",
      retryable: true,
      unsure: true,
    },
  ],
});
