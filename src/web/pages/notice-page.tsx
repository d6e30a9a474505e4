import { type Frame, Layout } from "./layout.tsx";

/** NoticePage says in a sentence why there is nothing to see. */
export function NoticePage(props: {
  readonly frame: Frame;
  readonly title: string;
  readonly text: string;
}) {
  return (
    <Layout frame={props.frame} title={props.title} section={null}>
      <section class="card narrow">
        <h1>{props.title}</h1>
        <p>{props.text}</p>
      </section>
    </Layout>
  );
}

/** AgainPage has the browser ask once more, now from a page of this site: a link elsewhere leads here without the session's cookie. */
export function AgainPage(props: { readonly path: string }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="refresh" content={`0;url=${props.path}`} />
        <title>neo-budgetd</title>
      </head>
      <body>
        <a href={props.path}>Go on</a>
      </body>
    </html>
  );
}
