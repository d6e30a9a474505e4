import { OperatorError } from "../../core/errors.ts";

/** labelsAsked reads labels such as `severity=critical` or `member="ana@acme.io"`; what is none is an OperatorError. */
export function labelsAsked(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
      if (name === undefined) {
        throw new OperatorError(
          `"routes --test" takes labels such as severity=critical or member=ana@acme.io, not "${word}".`,
        );
      }
      return [name, value.replace(/^"(.*)"$/s, "$1")];
    }),
  );
}
