import { isIP } from "node:net";
import { leaf, Mistake } from "./leaf.ts";

/** network is a schema of an address or a network in CIDR notation: 127.0.0.1, 10.0.0.0/8, fd00::/8. */
export const network = leaf({ type: "string" }, (value) => {
  const [, address = "", bits] =
    /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(typeof value === "string" ? value : "") ?? [];
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  if (family !== 0 && Number(bits ?? most) <= most) return `${address}/${bits ?? most}`;
  return new Mistake("must be an address or a network such as 127.0.0.1 or 10.0.0.0/8");
});
