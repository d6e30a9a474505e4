import { expect, test } from "vitest";
import { Raised } from "../../../src/flow/collect/raised.ts";
import { memoryConditions } from "../../support/conditions.ts";
import { memoryLog } from "../../support/log.ts";

/** A database that does what it is told, and whose next answer gets lost. */
function bench() {
  const conditions = memoryConditions();
  let lost = false;
  const answer = async () => {
    if (!lost) return;
    lost = false;
    throw new Error("the answer was lost");
  };
  const raised = new Raised({
    account: "acme",
    log: memoryLog(),
    conditions: {
      ...conditions,
      raise: async (condition) => {
        await conditions.raise(condition);
        await answer();
      },
      clear: async (kind, subject) => {
        await conditions.clear(kind, subject);
        await answer();
      },
    },
  });
  const loseNext = () => {
    lost = true;
  };
  return { conditions, raised, loseNext };
}

test("a condition whose raising was stored but not answered is cleared all the same", async () => {
  const { conditions, raised, loseNext } = bench();
  await raised.clear("api-unreachable");
  loseNext();
  await expect(raised.raise("api-unreachable", "look", 1)).rejects.toThrow("lost");
  await raised.clear("api-unreachable");
  expect(conditions.list()).toEqual([]);
});

test("a condition whose clearing was stored but not answered is raised again with the same words", async () => {
  const { conditions, raised, loseNext } = bench();
  await raised.raise("api-unreachable", "look", 1);
  loseNext();
  await expect(raised.clear("api-unreachable")).rejects.toThrow("lost");
  await raised.raise("api-unreachable", "look", 2);
  expect(conditions.list()).toMatchObject([{ kind: "api-unreachable", advice: "look" }]);
});

test("what is stored already is not written again", async () => {
  const { conditions, raised } = bench();
  for (const at of [1, 2]) await raised.raise("api-unreachable", "look", at);
  for (let i = 0; i < 2; i += 1) await raised.clear("api-unreachable");
  expect(conditions.calls).toEqual(["raise api-unreachable/acme", "clear api-unreachable/acme"]);
});
