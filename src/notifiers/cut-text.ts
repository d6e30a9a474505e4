const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const ASCII = /^[ -~]*$/;
const ISOLATE_END = "\u2069";

/**
 * cutText shortens a text to at most `max` UTF-16 units, the last an ellipsis, between whole graphemes.
 * `size` says how many units a grapheme takes in the medium, where escaping makes it longer.
 */
export function cutText(
  text: string,
  max: number,
  size: (grapheme: string) => number = (grapheme) => grapheme.length,
): string {
  if (size(text) <= max) return text;
  // An isolate that was opened must be closed again, or it would swallow what follows.
  const end = text.endsWith(ISOLATE_END) ? `…${ISOLATE_END}` : "…";
  let room = max - size(end);
  let kept = 0;
  // Escaping only ever lengthens, so nothing past `max` can be kept; two units more decide the last boundary.
  for (const grapheme of graphemesOf(text.slice(0, max + 2))) {
    room -= size(grapheme);
    if (room < 0) break;
    kept += grapheme.length;
  }
  return `${text.slice(0, kept).trimEnd()}${end}`;
}

/** Plain ASCII, most of what there is, needs no segmenter, which takes microseconds for each letter. */
function* graphemesOf(text: string): Iterable<string> {
  if (ASCII.test(text)) yield* text;
  else for (const { segment } of GRAPHEMES.segment(text)) yield segment;
}
