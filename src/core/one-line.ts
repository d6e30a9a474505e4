/** oneLine makes text from data harmless on a terminal: control characters, line breaks and marks that turn text around become blanks. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
