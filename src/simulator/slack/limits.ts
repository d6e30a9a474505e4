/** SLACK_LIMITS are the published limits of messages, and the total that Slack enforces without publishing it. */
export const SLACK_LIMITS = {
  blocks: 50,
  sectionText: 3000,
  headerText: 150,
  fields: 10,
  fieldText: 2000,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  actionId: 255,
  blockId: 255,
  url: 3000,
  altText: 2000,
  text: 40_000,
  totalText: 13_200,
} as const;

/** Problem is why Slack would refuse a message: its error word, and the lines of `response_metadata.messages`. */
export interface Problem {
  readonly error: "invalid_blocks" | "msg_blocks_too_long" | "msg_too_long" | "no_text";
  readonly messages: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
type Complain = (why: string, at: string) => void;

/** problemOf checks a message's text, blocks and attachments as Slack does; undefined when it would be taken. */
export function problemOf(args: Json): Problem | undefined {
  const attachments = list(args["attachments"]);
  const lists = [
    { at: "/blocks", blocks: list(args["blocks"]) },
    ...attachments.map((each, i) => ({
      at: `/attachments/${i}/blocks`,
      blocks: list(each["blocks"]),
    })),
  ];
  const text = String(args["text"] ?? "");
  if (!text && attachments.length === 0 && lists[0]?.blocks.length === 0) {
    return { error: "no_text", messages: [] };
  }
  if (text.length > SLACK_LIMITS.text) return { error: "msg_too_long", messages: [] };
  const messages: string[] = [];
  for (const { at, blocks } of lists) {
    checkBlocks(blocks, (why, where) =>
      messages.push(`[ERROR] ${why} [json-pointer:${at}${where}]`),
    );
  }
  if (messages.length > 0) return { error: "invalid_blocks", messages };
  const total = lists.reduce((sum, each) => sum + textLength(each.blocks), 0);
  if (total > SLACK_LIMITS.totalText) return { error: "msg_blocks_too_long", messages: [] };
  return undefined;
}

function checkBlocks(blocks: readonly Json[], complain: Complain): void {
  if (blocks.length > SLACK_LIMITS.blocks) complain("no more than 50 items allowed", "");
  blocks.forEach((block, i) => {
    const id = block["block_id"];
    if (id !== undefined && !sized(id, SLACK_LIMITS.blockId)) complain("bad block_id", `/${i}`);
    const check = CHECKS[String(block["type"])];
    if (check) check(block, (why, at) => complain(why, `/${i}${at}`));
    else complain(`unsupported type: ${String(block["type"])}`, `/${i}`);
  });
}

const CHECKS: Readonly<Record<string, (block: Json, complain: Complain) => void>> = {
  header: (block, complain) => {
    const text = object(block["text"]);
    if (text?.["type"] !== "plain_text") complain("must be a plain_text object", "/text");
    checkText(text, SLACK_LIMITS.headerText, complain, "/text");
  },
  section: (block, complain) => {
    if (block["text"] === undefined && block["fields"] === undefined) {
      complain("needs text or fields", "");
    }
    if (block["text"] !== undefined) {
      checkText(object(block["text"]), SLACK_LIMITS.sectionText, complain, "/text");
    }
    const fields = list(block["fields"]);
    if (fields.length > SLACK_LIMITS.fields) complain("no more than 10 items allowed", "/fields");
    fields.forEach((field, i) => {
      checkText(field, SLACK_LIMITS.fieldText, complain, `/fields/${i}`);
    });
  },
  context: (block, complain) => {
    const elements = list(block["elements"]);
    if (elements.length < 1) complain("needs elements", "/elements");
    if (elements.length > SLACK_LIMITS.contextElements) {
      complain("no more than 10 items allowed", "/elements");
    }
    elements.forEach((element, i) => {
      if (element["type"] === "image") return;
      checkText(element, SLACK_LIMITS.sectionText, complain, `/elements/${i}`);
    });
  },
  actions: (block, complain) => {
    const elements = list(block["elements"]);
    if (elements.length > SLACK_LIMITS.actionElements) complain("too many", "/elements");
    const ids = elements.flatMap((element) => element["action_id"] ?? []);
    if (new Set(ids).size < ids.length) complain("action_id already exists", "/elements");
    elements.forEach((element, i) => {
      checkText(object(element["text"]), SLACK_LIMITS.buttonText, complain, `/elements/${i}/text`);
      const { action_id: id, url, value } = element;
      if (id !== undefined && !sized(id, SLACK_LIMITS.actionId))
        complain("bad action_id", `/elements/${i}`);
      if (value !== undefined && !sized(value, SLACK_LIMITS.buttonValue)) {
        complain("bad value", `/elements/${i}/value`);
      }
      if (url !== undefined && !(sized(url, SLACK_LIMITS.url) && URL.canParse(String(url)))) {
        complain("invalid url", `/elements/${i}/url`);
      }
    });
  },
  image: (block, complain) => {
    if (!sized(block["alt_text"], SLACK_LIMITS.altText)) complain("needs alt_text", "/alt_text");
    const file = object(block["slack_file"])?.["id"];
    const url = block["image_url"];
    if (url === undefined && !/^F[A-Z0-9]{8,}$/.test(String(file))) {
      complain("needs slack_file or image_url", "/slack_file/id");
    }
  },
  divider: () => {},
};

function checkText(text: Json | undefined, max: number, complain: Complain, at: string): void {
  if (!["plain_text", "mrkdwn"].includes(String(text?.["type"]))) {
    complain("must be a text object", at);
  } else if (!sized(text?.["text"], max)) {
    complain(`must be more than 0 and less than ${max + 1} characters`, `${at}/text`);
  }
}

function sized(value: unknown, max: number): boolean {
  return typeof value === "string" && value.length > 0 && value.length <= max;
}

/** textLength adds up every text within a value. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textLength(each), 0);
  const record = object(value);
  if (!record) return 0;
  return Object.entries(record).reduce(
    (sum, [key, each]) =>
      sum + (key === "text" && typeof each === "string" ? each.length : textLength(each)),
    0,
  );
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter((each) => object(each) !== undefined) : [];
}

function object(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined;
}
