import { type Random, randomOf } from "../random.ts";

/** Craft is the sort of work that a task is: it decides the title, the tools and the agents. */
export type Craft = "recon" | "triage" | "review" | "pentest" | "compliance";

const HOSTS = [
  "api.acme.io",
  "shop.acme.io",
  "auth.acme.io",
  "vpn.acme.io",
  "staging.acme.io",
  "status.acme.io",
  "partners.acme.io",
  "*.corp.acme.io",
] as const;
const REPOSITORIES = [
  "acme/checkout",
  "acme/identity",
  "acme/mobile-app",
  "acme/terraform",
  "acme/billing",
  "acme/edge-proxy",
] as const;
const FLAWS = [
  "IDOR on /orders/{id}",
  "SSRF in the image proxy",
  "stored XSS in comments",
  "JWT alg confusion",
  "open redirect on login",
  "S3 bucket listing",
] as const;

const TITLES: Record<Craft, (random: Random) => string> = {
  recon: (random) =>
    random.pick([
      (host: string) => `nightly recon of ${host}`,
      (host: string) => `enumerate subdomains of ${host}`,
      (host: string) => `port sweep and service map of ${host}`,
      (host: string) => `screenshot new assets under ${host}`,
    ])(random.pick(HOSTS)),
  triage: (random) =>
    random.chance(0.6)
      ? `triage CVE-2026-${1000 + random.int(38_000)} on ${random.pick(HOSTS)}`
      : `reproduce report: ${random.pick(FLAWS)}`,
  review: (random) =>
    random.chance(0.7)
      ? `review PR #${100 + random.int(4_800)} in ${random.pick(REPOSITORIES)}`
      : `hunt secrets in ${random.pick(REPOSITORIES)}`,
  pentest: (random) =>
    random.chance(0.5)
      ? `web pentest of ${random.pick(HOSTS)}`
      : `retest ${random.pick(FLAWS)} after fix`,
  compliance: (random) =>
    random.pick([
      "map findings to SOC 2 controls",
      "weekly attack-surface report",
      "draft advisory for customers",
      "check TLS and headers on all public hosts",
    ]),
};

/** craftOf tells what sort of work a task is; it follows from the task's id. */
export function craftOf(taskId: string): Craft {
  return randomOf(`${taskId}/craft`).weighted([
    [30, "recon"],
    [26, "triage"],
    [22, "review"],
    [14, "pentest"],
    [8, "compliance"],
  ]);
}

/** titleOf returns a task's title; it follows from the task's id. One in thirty has none. */
export function titleOf(taskId: string): string | null {
  const random = randomOf(`${taskId}/title`);
  return random.chance(1 / 30) ? null : TITLES[craftOf(taskId)](random);
}
