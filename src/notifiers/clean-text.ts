/** Line breaks, tabs, and control characters that a terminal or a header could act on. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * Invisible characters that reorder or hide text: bidirectional controls, zero-width spaces, soft hyphens, tags.
 * Joiners and isolates (dealt with below) and the variation selectors of emoji are spared.
 */
const INVISIBLE =
  /(?!\u200c|\u200d|[\u2066-\u2069]|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu;

/** Half a surrogate pair is no character, and some services refuse a text that holds one. */
const HALVES = /\p{Surrogate}/gu;

/** Joiners belong to emoji and to scripts that need them; next to a plain Latin letter they only hide. */
const JOINERS = /(?<=^|[\p{ASCII}\s])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\p{ASCII}\s])/gu;

const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const ISOLATES = /[\u2066-\u2069]/gu;

/**
 * cleanText makes a text from data safe to show on one line: no line breaks, no control or invisible characters.
 * A text with right-to-left letters is isolated, so that it cannot reorder what stands beside it; isolates that are
 * already there in pairs stay.
 */
export function cleanText(text: string): string {
  const clean = text
    .replace(HALVES, "\ufffd")
    .replace(INVISIBLE, "")
    .replace(CONTROLS, " ")
    .replace(JOINERS, "")
    .replace(/ {2,}/g, " ")
    .trim();
  if (isIsolated(clean)) return clean;
  const bare = clean.replace(ISOLATES, "");
  return RIGHT_TO_LEFT.test(bare) ? `\u2066${bare}\u2069` : bare;
}

/** isIsolated tells whether a text has isolates and each is closed again. */
function isIsolated(text: string): boolean {
  let depth = 0;
  const marks = text.match(ISOLATES) ?? [];
  for (const mark of marks) {
    depth += mark === "\u2069" ? -1 : 1;
    if (depth < 0) return false;
  }
  return marks.length > 0 && depth === 0;
}
