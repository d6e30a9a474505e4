import type { Hush } from "../quiet/hush.ts";
import { momentText } from "./window-text.ts";

/** hushText says what keeps an alert quiet, by whom and since when: `acknowledged by Ana, Tue 24 Nov 09:12 CET`. */
export function hushText({ reason, by, at, until, assignee, comment }: Hush, zone: string): string {
  const when = momentText(at, zone);
  const said = comment ? `: ${comment}` : "";
  switch (reason) {
    case "acknowledged": {
      const whose = assignee && assignee !== by ? ` for ${assignee}` : "";
      return `acknowledged by ${by}${whose}, ${when}${said}`;
    }
    case "silenced": {
      const end = until === undefined ? "" : ` until ${momentText(until, zone)}`;
      return `silenced by ${by}${end}${said}`;
    }
    case "inhibited":
      return `kept quiet while an alert of ${by} fires`;
  }
}
