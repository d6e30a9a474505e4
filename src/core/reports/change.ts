/** changeText says by how much a value differs from an earlier one, in whole percent: `+12 %`, `-100 %`, `new`, `=`. */
export function changeText(now: number, before: number): string {
  if (now === before) return "=";
  if (before <= 0) return "new";
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return now > before ? "+0 %" : "-0 %";
  return `${percent > 0 ? "+" : ""}${percent.toLocaleString("en")} %`;
}

/** changePhrase says the same inside a sentence: `12 % more than the week before`. */
export function changePhrase(now: number, before: number, period: string): string {
  if (now === before) return `as much as ${period}`;
  if (before <= 0) return `nothing ${period}`;
  const percent = Math.round((Math.abs(now - before) / before) * 100).toLocaleString("en");
  return `${percent} % ${now > before ? "more" : "less"} than ${period}`;
}
