/**
 * LOOK is how all charts look: an opaque light card, which reads on a light page and on a dark one alike. A phone shows it
 * about 330 px wide, two thirds of its own size: its smallest letters are ten px high there.
 */
export const LOOK = {
  width: 480,
  height: 300,
  /** Pixels of the picture for each of these units. */
  zoom: 2.5,
  font: "Inter",
  title: 18,
  text: 15,
  card: "#ffffff",
  /** Behind labels that lie on what is drawn. */
  veil: "rgba(255, 255, 255, 0.82)",
  border: "#d0d5dd",
  ink: "#101828",
  soft: "#475467",
  grid: "#eaecf0",
  line: "#175cd3",
  fill: "rgba(23, 92, 211, 0.14)",
  band: "rgba(23, 92, 211, 0.16)",
  limit: "#d92d20",
  step: "#b54708",
  earlier: "#98b4e8",
} as const;
