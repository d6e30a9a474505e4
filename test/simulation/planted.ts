import type { OutboxDraft, UsageApi, UsagePage } from "../../src/core/ports/index.ts";
import type { Ports } from "./daemon.ts";
import type { Plan } from "./plan.ts";

/** Planted is a fault that is put into the daemon on purpose, to see that the simulation finds it. */
export interface Planted {
  readonly name: string;
  readonly ports?: (ports: Ports) => Ports;
  readonly plan?: (plan: Plan) => Plan;
  /** A life's statements, on their way to the database. */
  readonly sql?: () => (text: string, values: readonly unknown[]) => readonly unknown[];
  /** What the daemon leaves out of its work. */
  readonly idle?: "reconcile";
}

/** unspoiled is the daemon as it is. */
export const unspoiled: Planted = { name: "nothing" };

/** PLANTED are the faults that the simulation has to find, each a mistake that a daemon like this one has made or could. */
export const PLANTED: readonly Planted[] = [
  { name: "the overlap is dropped", plan: (plan) => ({ ...plan, overlapMs: 0 }) },
  {
    name: "what the API sends is trusted without a proof",
    ports: (ports) => ({
      ...ports,
      apis: new Map([...ports.apis].map(([account, api]) => [account, trusting(api)])),
    }),
  },
  { name: "a change of a row is not journalled", sql: withoutChanges },
  { name: "the watermark moves before the last page is stored", ports: withHastyWatermark },
  {
    name: "a row that vanished is kept",
    ports: (ports) => {
      const all = { has: () => true } as unknown as ReadonlySet<string>;
      return withLedger(ports, {
        writePage: ({ close, ...page }) =>
          ports.ledger.writePage(close ? { ...page, close: { ...close, seen: all } } : page),
      });
    },
  },
  {
    name: "it is forgotten that a message may have arrived",
    ports: (ports) =>
      withOutbox(ports, {
        claim: async (lane, now, leaseMs) => {
          const row = await ports.outbox.claim(lane, now, leaseMs);
          return row && { ...row, unsure: false };
        },
      }),
  },
  { name: "messages go out before they are saved", ports: withHastyMessages },
  {
    name: "a dead sender's message is never taken over",
    ports: (ports) =>
      withOutbox(ports, {
        recover: async () => 0,
        claim: (lane, now) => ports.outbox.claim(lane, now, 1e12),
      }),
  },
  { name: "rows that come later than the overlap are never looked for", idle: "reconcile" },
  {
    name: "a row counts twice after a restart",
    ports: (ports) =>
      withLedger(ports, {
        load: (since, take, without) =>
          ports.ledger.load(
            since,
            (rows) => {
              take(rows);
              take({ ...rows, rowNo: Array.from(rows.rowNo, (rowNo) => rowNo + 1_000_000) });
            },
            without,
          ),
      }),
  },
  {
    name: "a single stream is forgotten once it was told",
    ports: (ports) => ({ ...ports, alerts: { ...ports.alerts, known: async () => new Map() } }),
  },
  { name: "alerts are saved apart from their messages", ports: withTwoSaves },
];

function withLedger(ports: Ports, over: Partial<Ports["ledger"]>): Ports {
  return { ...ports, ledger: { ...ports.ledger, ...over } };
}

function withOutbox(ports: Ports, over: Partial<Ports["outbox"]>): Ports {
  return { ...ports, outbox: { ...ports.outbox, ...over } };
}

/** Takes all pages of a window for all of its rows, whatever the API's own count says. */
function trusting(api: UsageApi): UsageApi {
  return {
    ...api,
    page: async (query, signal) => {
      if (query.limit < 200) return api.page(query, signal);
      const pages: UsagePage[] = [];
      for (let offset = 0; ; ) {
        const page = await api.page({ ...query, offset }, signal);
        pages.push(page);
        offset += page.streams.length;
        if (page.streams.length === 0 || offset >= page.total) break;
      }
      const rows = new Map(pages.flatMap(({ streams }) => streams.map((row) => [row.id, row])));
      return { streams: [...rows.values()], total: rows.size, hasMore: false, unreadable: [] };
    },
  };
}

/** Leaves changes out of the journal, and the head where they would not be. */
function withoutChanges(): (text: string, values: readonly unknown[]) => readonly unknown[] {
  let dropped = 0;
  return (text, values) => {
    if (text.startsWith("INSERT INTO journal")) {
      const kinds = inner(values[4]);
      const kept = kinds.flatMap((kind, i) => (kind === "changed" ? [] : [i]));
      dropped = kinds.length - kept.length;
      const only = (list: unknown) => `{${kept.map((i) => inner(list)[i]).join(",")}}`;
      return [...values.slice(0, 3), only(values[3]), only(values[4]), [], []];
    }
    if (!text.startsWith("UPDATE head")) return values;
    const [seq, ...rest] = values;
    return [Number(seq) - dropped, ...rest];
  };
}

function inner(list: unknown): readonly string[] {
  return String(list).slice(1, -1).split(",");
}

function withHastyWatermark(ports: Ports): Ports {
  const { ledger } = ports;
  return withLedger(ports, {
    writePage: async (page) => {
      const { account, seenAt } = page;
      const close = { from: seenAt, to: seenAt, seen: new Set<string>(), watermark: seenAt };
      if (!page.close) await ledger.writePage({ account, seenAt, streams: [], close });
      return ledger.writePage(page);
    },
  });
}

function withHastyMessages(ports: Ports): Ports {
  const send = async ({ lane, message }: OutboxDraft) => {
    const { signal } = new AbortController();
    const context = { thread: null, unsure: false, signal };
    await ports.notifiers
      .get(lane)
      ?.send(message, context)
      .catch(() => {});
  };
  return {
    ...ports,
    alerts: {
      ...ports.alerts,
      save: async (save) => {
        for (const draft of save.outbox) await send(draft);
        await ports.alerts.save({ ...save, outbox: [] });
      },
    },
  };
}

function withTwoSaves(ports: Ports): Ports {
  const { alerts } = ports;
  return {
    ...ports,
    alerts: {
      ...alerts,
      save: async (save) => {
        await alerts.save({ ...save, outbox: [] });
        if (save.outbox.length === 0) return;
        const nothing = {
          alerts: [],
          transitions: [],
          groups: [],
          removedGroups: [],
          baselined: [],
        };
        await alerts.save({ ...save, ...nothing, version: save.version + 1 });
      },
    },
  };
}
