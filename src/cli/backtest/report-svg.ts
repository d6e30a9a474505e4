const WIDTH = 960;

/** barsSvg draws one bar a day, each with its day and number as its title. */
export function barsSvg(days: readonly string[], byDay: ReadonlyMap<string, number>): string {
  const height = 160;
  const counts = days.map((day) => byDay.get(day) ?? 0);
  const most = Math.max(...counts, 1);
  const slot = WIDTH / Math.max(days.length, 1);
  const bars = counts.map((count, index) => {
    const tall = (count / most) * height;
    const x = index * slot + slot * 0.1;
    return `<rect class="bar" x="${fix(x)}" y="${fix(20 + height - tall)}" width="${fix(slot * 0.8)}" height="${fix(tall)}"><title>${days[index]}: ${count}</title></rect>`;
  });
  const every = Math.ceil(days.length / 12);
  const labels = days.map((day, index) =>
    index % every === 0
      ? `<text x="${fix((index + 0.5) * slot)}" y="${height + 36}" text-anchor="middle">${day.slice(5)}</text>`
      : "",
  );
  const axis = `<line class="axis" x1="0" y1="${height + 20}" x2="${WIDTH}" y2="${height + 20}"/><text x="0" y="12">${most}</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${height + 44}" role="img" aria-label="Messages per day">${axis}${bars.join("")}${labels.join("")}</svg>`;
}

/** stripSvg draws a rule's firings along the time that was played: each firing a line, many at once a darker one. */
export function stripSvg(
  moments: readonly number[],
  span: { readonly from: number; readonly to: number },
): string {
  const length = Math.max(span.to - span.from, 1);
  const columns = new Map<number, number>();
  for (const at of moments) {
    const x = Math.round(((at - span.from) / length) * (WIDTH - 2));
    columns.set(x, (columns.get(x) ?? 0) + 1);
  }
  const most = Math.max(...columns.values(), 1);
  const marks = [...columns].map(([x, count]) => {
    const opacity = 0.35 + 0.65 * (count / most);
    return `<rect class="mark" x="${x}" y="2" width="2" height="16" opacity="${fix(opacity)}"/>`;
  });
  return `<svg class="strip" viewBox="0 0 ${WIDTH} 20" preserveAspectRatio="none" role="img" aria-label="${moments.length} firings">${marks.join("")}</svg>`;
}

function fix(value: number): string {
  return String(Math.round(value * 100) / 100);
}
