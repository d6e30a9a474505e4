/** MinuteRange is a stretch of the day, minutes after midnight by the zone's clock, `to` excluded; one that ends before it begins runs past midnight. */
export interface MinuteRange {
  readonly from: number;
  readonly to: number;
}

/** WholeRange is whole numbers from one to another, both included. */
export interface WholeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * TimeInterval is times that come again and again, with Alertmanager's meaning: a moment lies within it when it meets every list
 * that is there, and it meets a list when it lies in any of its ranges. A stretch past midnight belongs to the day on which it began.
 */
export interface TimeInterval {
  readonly timezone: string;
  readonly times?: readonly MinuteRange[];
  /** 1 Monday to 7 Sunday. */
  readonly weekdays?: readonly WholeRange[];
  /** 1 to 31, or -1 (the month's last day) to -31. */
  readonly daysOfMonth?: readonly WholeRange[];
  /** 1 to 12. */
  readonly months?: readonly WholeRange[];
  readonly years?: readonly WholeRange[];
}

/** NamedInterval is an entry of `time_intervals`: any of its intervals counts. */
export interface NamedInterval {
  readonly name: string;
  readonly intervals: readonly TimeInterval[];
}
