import { type Html, html } from "../../core/html.ts";

/** Act is one thing that a demo will show, and whether it has been played. */
export interface Act {
  readonly title: string;
  /** When it happens, ms since the epoch; null while that is not yet known. */
  readonly at: number | null;
}

/** PageParts are what a page is made of. */
export interface PageParts {
  readonly title: string;
  /** Path of the page, which marks its entry in the navigation. */
  readonly path: string;
  readonly channels: readonly {
    readonly id: string;
    readonly name: string;
    readonly count: number;
  }[];
  readonly mails: number;
  readonly content: Html;
  /** What is to come, ms now, and short facts for the foot. */
  readonly acts: readonly Act[];
  readonly now: number;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** page puts a whole page together. */
export function page(parts: PageParts): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${parts.title} · neo-budgetd demo</title>
  <link rel="icon" href="/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/inbox.css">
  <script src="/inbox.js" defer></script>
</head>
<body>
  <aside id="side">
    <a class="brand" href="/"><span class="mark" aria-hidden="true">nb</span><span><b>neo-budgetd</b><small>demo inbox</small></span>
      <span id="live" role="status" title="The page follows along as messages arrive">live</span></a>
    <nav id="places" aria-label="Places">
      <h2>Slack</h2>
      <ul>${parts.channels.length === 0 ? html`<li class="none">no message yet</li>` : null}${parts.channels.map(
        (channel) =>
          place(parts.path, `/channel/${channel.id}`, `# ${channel.name}`, channel.count),
      )}</ul>
      <h2>Mail</h2>
      <ul>${place(parts.path.startsWith("/mail") ? "/mail" : parts.path, "/mail", "✉ Inbox", parts.mails)}</ul>
    </nav>
    <div id="story">${storyView(parts)}</div>
  </aside>
  <main id="main"><header class="top"><h1>${parts.title}</h1></header>${parts.content}</main>
</body>
</html>`;
}

/** emptyView is shown where nothing has arrived yet. */
export function emptyView(): Html {
  return html`<section class="empty"><div class="mark big" aria-hidden="true">nb</div>
    <h2>The daemon is reading its history</h2>
    <p>First messages appear here by themselves, usually within half a minute. Nothing on this page comes
    from outside of this machine.</p></section>`;
}

function place(current: string, path: string, name: string, count: number): Html {
  return html`<li><a href="${path}"${path === current ? " aria-current=page" : ""}><span>${name}</span>
    ${count > 0 ? html`<span class="count">${count}</span>` : null}</a></li>`;
}

function storyView(parts: PageParts): Html {
  return html`${
    parts.acts.length === 0
      ? null
      : html`<h2>What happens</h2><ol class="acts">${parts.acts.map((act) => actView(act, parts.now))}</ol>`
  }
  <dl class="facts">${parts.facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function actView(act: Act, now: number): Html {
  const played = act.at !== null && act.at <= now;
  const wait = act.at === null ? "soon" : waitText(act.at - now);
  return html`<li class="${played ? "played" : "coming"}"><span>${act.title}</span>
    <small>${played ? "done" : wait}</small></li>`;
}

function waitText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `in ${seconds} s` : `in ${Math.round(seconds / 60)} min`;
}
