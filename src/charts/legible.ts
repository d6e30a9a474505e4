/** The scripts that the font has letters for. */
const COVERED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]*$/u;
const CONTROLS = /[\p{C}\p{Emoji_Presentation}]+/gu;

/** legible makes a text fit for a picture: cut, and without what the font cannot draw, which would be boxes. */
export function legible(text: string, most: number): string {
  const clean = text.replace(CONTROLS, "").replace(/\s+/g, " ").trim();
  const known = COVERED.test(clean)
    ? clean
    : [...clean].filter((letter) => COVERED.test(letter)).join("");
  return known.length > most ? `${known.slice(0, most - 1).trimEnd()}…` : known;
}
