import { expect, test } from "vitest";
import { localPath } from "../../../src/web/auth/local-path.ts";

test.each([
  ["/members?sort=spend&dir=down", "/members?sort=spend&dir=down"],
  ["/member/ana%40acme.io", "/member/ana%40acme.io"],
  ["/alerts#top", "/alerts"],
  ["/", "/"],
  ["", "/"],
  [undefined, "/"],
  ["members", "/"],
  ["https://evil.example/", "/"],
  ["//evil.example/", "/"],
  ["/\\evil.example/", "/"],
  ["\\/evil.example", "/"],
  ["/.//evil.example", "/"],
  ["/x/..//evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/members\r\nset-cookie: a=b", "/membersset-cookie:%20a=b"],
])("after a log-in at %j one goes on to %s", (text, path) => {
  expect(localPath(text)).toBe(path);
});
