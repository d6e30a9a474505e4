import { Layout } from "../layout.tsx";
import type { Shown } from "../page-context.ts";

/** ConfigurationPage shows the configuration as it was understood, every default filled in and every secret as ***. */
export function ConfigurationPage(props: { readonly shown: Shown; readonly yaml: string }) {
  const { shown, yaml } = props;
  return (
    <Layout frame={shown.frame} title="Configuration" section="/configuration">
      <h1>Configuration</h1>
      <p class="soft">
        As it was understood: every default filled in, every secret as ***. It is changed in its
        file, which is followed.
      </p>
      <section class="card">
        <pre>{yaml}</pre>
      </section>
    </Layout>
  );
}
