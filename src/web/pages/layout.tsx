import type { Child } from "hono/jsx";
import { may, type Visitor } from "../../core/visitor.ts";
import type { AssetUrl } from "./assets.ts";

/** Frame is what every page has around it. */
export interface Frame {
  readonly asset: AssetUrl;
  /** Null where nobody has logged in. */
  readonly visitor: Visitor | null;
  /** Whether there is a log-in that can be ended. */
  readonly loggedIn: boolean;
}

/** SECTIONS are the pages that the navigation leads to, by the path that each begins with. */
const SECTIONS: readonly (readonly [path: string, name: string])[] = [
  ["/", "Now"],
  ["/members", "Members"],
  ["/alerts", "Alerts"],
  ["/rules", "Rules"],
  ["/silences", "Silences"],
  ["/health", "Health"],
];

/** What admins alone see. */
const FOR_ADMINS = [
  ["/configuration", "Configuration"],
  ["/record", "Record"],
] as const;

/** Layout is a page: its head, the way to the other pages, and what it shows. */
export function Layout(props: {
  readonly frame: Frame;
  readonly title: string;
  /** The path of the section that the page belongs to. */
  readonly section: string | null;
  readonly children?: Child;
}) {
  const { asset, visitor } = props.frame;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${props.title} · neo-budgetd`}</title>
        <link rel="icon" href={asset("icon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={asset("style.css")} />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to content
        </a>
        <header class="top">
          <a class="brand" href="/">
            neo-budgetd
          </a>
          {visitor && <Navigation section={props.section} visitor={visitor} />}
          {visitor && <Who frame={props.frame} visitor={visitor} />}
        </header>
        <main id="content">{props.children}</main>
      </body>
    </html>
  );
}

function Navigation(props: { readonly section: string | null; readonly visitor: Visitor }) {
  const sections = may(props.visitor, "admin") ? [...SECTIONS, ...FOR_ADMINS] : SECTIONS;
  return (
    <nav aria-label="Pages">
      <ul>
        {sections.map(([path, name]) => (
          <li>
            <a href={path} aria-current={path === props.section ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Who(props: { readonly frame: Frame; readonly visitor: Visitor }) {
  const { name, scopes } = props.visitor;
  return (
    <div class="who">
      <span title={`May ${scopes.join(", ")}`}>{name}</span>
      {props.frame.loggedIn && (
        <form method="post" action="/logout">
          <button type="submit" class="quiet">
            Log out
          </button>
        </form>
      )}
    </div>
  );
}
