import type { GroupStanding } from "../../../core/explain/index.ts";
import { bareQuantity, roundQuantity, share } from "../../../core/message/index.ts";
import type { Unit } from "../../../core/rules/index.ts";
import { Bar } from "./bar.tsx";

/** amountText prints a value with its unit, in credits where it is money. */
export function amountText(value: number, unit: Unit): string {
  return `${bareQuantity(value, unit)}${unit === "nano" ? " credits" : ""}`;
}

/** limitText prints a limit with its unit, as a person would write it. */
export function limitText(value: number, unit: Unit): string {
  return `${roundQuantity(value, unit)}${unit === "nano" ? " credits" : ""}`;
}

/** valueText prints what of a group is held against its limit: where that is not its value, how long or how far. */
export function valueText({ value, unit, limit }: GroupStanding): string {
  return unit === limit.unit
    ? amountText(value, unit)
    : amountText(limit.value - limit.headroom, limit.unit);
}

const SILENT: Readonly<Record<string, string>> = {
  too_few_streams: "too few streams to say",
  too_little_history: "too little history to say",
  forecast_uncertain: "the forecast is too uncertain",
  no_data: "no streams to go by",
};

/** standingText says in words how a group stands: `82 %`, or why nothing can be said. */
export function standingText({ silent, nearness, limit }: GroupStanding): string {
  if (silent !== null) return SILENT[silent] ?? silent;
  if (limit.value <= 0) return "";
  return nearness > 1_000 ? "far over" : share(Math.round(nearness * 1_000_000), 1_000_000);
}

/** Used shows how near a group is to its limit, as a bar and in words. */
export function Used(props: {
  readonly standing: GroupStanding;
  /** The rule's steps, as shares of its limit. */
  readonly steps: readonly number[];
}) {
  const { standing, steps } = props;
  const { nearness, foretold, limit, silent } = standing;
  if (silent !== null) return <span class="soft">{standingText(standing)}</span>;
  const ahead = foretold === null || limit.value <= 0 ? null : foretold / limit.value;
  return (
    <span class="used">
      <Bar used={Math.max(0, nearness)} steps={steps} foretold={ahead} />
      <span class="n">{standingText(standing)}</span>
    </span>
  );
}
