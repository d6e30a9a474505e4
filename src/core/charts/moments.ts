/** moments cuts a stretch into equal parts and gives their ends, whole ms, the stretch's own end last; `from` itself is none. */
export function moments(from: number, to: number, parts: number): readonly number[] {
  const length = Math.max(0, to - from);
  return Array.from({ length: parts }, (_, each) =>
    Math.round(from + (length * (each + 1)) / parts),
  );
}
