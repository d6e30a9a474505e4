import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** PropertiesLast runs the tables first: they are quick to fail. */
class PropertiesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): string =>
      `${Number(moduleId.endsWith(".property.test.ts"))} ${moduleId}`;
    return files.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }
}

// What `npm run mutate` tries each mutant of src/core with: its own unit tests, in one thread that loads the code once.
export default defineConfig({
  test: {
    include: ["test/unit/core/**/*.test.ts"],
    setupFiles: ["test/support/mutation/few-runs.ts"],
    sequence: { sequencer: PropertiesLast },
    isolate: false,
  },
});
