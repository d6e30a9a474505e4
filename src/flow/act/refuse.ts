import type { ActRefusal, Refused } from "./act.ts";

/** refuse makes a refusal with the sentence that whoever asked is shown. */
export function refuse(refusal: ActRefusal, subject = ""): Refused {
  return { ok: false, refusal, detail: DETAILS[refusal](subject) };
}

const DETAILS: Readonly<Record<ActRefusal, (subject: string) => string>> = {
  unknown_alert: (id) => `There is no such alert any more: ${id}`,
  unknown_group: () => "Nothing of this message fires any more.",
  not_firing: () => "This is over already: there is nothing to take on or to silence.",
  not_acknowledged: () => "Nobody has acknowledged this.",
  no_matchers: () => 'A silence needs at least one matcher, such as severity="critical".',
  bad_matcher: (why) => `A matcher cannot be read: ${why}`,
  matches_everything: () =>
    "This would silence every alert: at least one matcher must ask for a value that is not empty.",
  ends_before_start: () => "A silence must end after it begins, and later than now.",
  no_window: () =>
    "This is about single runs, which have no window that ends: silence it for a time.",
  unknown_silence: (id) => `There is no silence ${id} that is not over.`,
};
