/** The scripts that the font has letters for. */
const COVERED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]*$/u;
const CONTROLS = /[\p{C}\p{Emoji_Presentation}]+/gu;

/** legible makes a text fit for a picture: cut, and without what the font cannot draw, which would be boxes. */
export function legible(text: string, most: number): string {
  const clean = text.replace(/\s+/g, " ").replace(CONTROLS, "");
  const known = COVERED.test(clean)
    ? clean
    : [...clean].filter((letter) => COVERED.test(letter)).join("");
  const shown = known.trim();
  return shown.length > most ? `${shown.slice(0, most - 1).trimEnd()}…` : shown;
}
