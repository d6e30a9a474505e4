import { type Chart, chartText } from "../../../core/charts/index.ts";

/** Picture shows a chart, and says what it shows to those who do not see it; nothing where there is none. */
export function Picture(props: { readonly chart: Chart | null }) {
  const { chart } = props;
  if (chart === null) return null;
  const source = `/chart?${new URLSearchParams({ id: chart.alert })}`;
  return <img class="plot" src={source} alt={chartText(chart)} width={480} height={300} />;
}
