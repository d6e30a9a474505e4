import type { LabelMatcher } from "../routing/route.ts";

/** InhibitRule keeps alerts quiet that its target matchers match while another alert fires that its source matchers match and that agrees in the labels `equal`. */
export interface InhibitRule {
  readonly source: readonly LabelMatcher[];
  readonly target: readonly LabelMatcher[];
  readonly equal: readonly string[];
}
