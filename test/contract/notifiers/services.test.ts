import { httpCase } from "./http-bench.ts";
import { describeNotifier } from "./notifier.case.ts";
import { DISCORD, OPSGENIE, PAGERDUTY, TEAMS } from "./services.ts";

describeNotifier(
  "PagerDuty",
  httpCase(PAGERDUTY, { rejected: /routing_key/, not_found: /base_url/, rate_limited: /again/ }),
);
describeNotifier(
  "Opsgenie",
  httpCase(OPSGENIE, { unauthorized: /api_key/, misconfigured: /base_url/, rejected: /api\.eu/ }),
);
describeNotifier(
  "Microsoft Teams",
  httpCase(TEAMS, { unauthorized: /sig=/, not_found: /workflow/, too_large: /group_by/ }),
);
describeNotifier(
  "Discord",
  httpCase(DISCORD, { unauthorized: /token/, not_found: /create a new one/ }),
);
