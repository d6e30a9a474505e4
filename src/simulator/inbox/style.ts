/** STYLE is the page's style sheet: system fonts, light and dark, from a telephone's width upwards. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1d1c1d; --soft: #616061; --faint: #8a8a8d; --line: #e3e3e6; --hover: #f7f7f8;
  --side: #1f1633; --side-ink: #cfc8de; --side-strong: #ffffff; --side-on: #5b3df5; --side-line: #ffffff1f;
  --link: #1264a3; --code: #b0306a; --code-bg: #f6f6f7; --mention: #1264a3; --mention-bg: #e8f2fa; --fresh: #fff4d6; --good: #2eb67d; --bad: #e0802e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #1a1d21; --ink: #e6e6e8; --soft: #b3b3b8; --faint: #8b8d93; --line: #34373c; --hover: #212428;
    --side: #140f21; --side-on: #5b3df5; --link: #5fb2f0; --code: #f08fb6; --code-bg: #24272c; --mention: #79bdf2; --mention-bg: #1f3346; --fresh: #3a3320;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body { margin: 0; display: grid; grid-template-columns: 17.5rem minmax(0, 1fr); min-height: 100vh; background: var(--paper); color: var(--ink);
  font: 15px/1.47 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid #7d67ff; outline-offset: 2px; border-radius: 4px; }
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; } ul, ol { list-style: none; }
time, .count, small { font-variant-numeric: tabular-nums; }

#side { position: sticky; top: 0; height: 100vh; overflow: auto; background: var(--side); color: var(--side-ink); padding: 0 .75rem 1rem; display: flex; flex-direction: column; }
.brand { display: flex; align-items: center; gap: .65rem; padding: .9rem .25rem; margin-bottom: .35rem; color: var(--side-strong); border-bottom: 1px solid var(--side-line); line-height: 1.15; }
.brand:hover { text-decoration: none; } .brand small { display: block; color: var(--side-ink); font-size: .78rem; }
.mark, .avatar { flex: none; display: grid; place-items: center; width: 2.25rem; height: 2.25rem; border-radius: .5rem; background: linear-gradient(140deg, #7d67ff, #4b2fd6 60%, #2b1a8f); color: #fff; font-weight: 700; font-size: .85rem; letter-spacing: -.03em; }
.mark.big { width: 4rem; height: 4rem; border-radius: 1rem; font-size: 1.4rem; margin: 0 auto 1rem; }
.avatar.small { width: 1.5rem; height: 1.5rem; border-radius: .35rem; font-size: .6rem; }
#live { margin-left: auto; font-size: .72rem; padding: .1rem .5rem; border-radius: 1rem; background: #ffffff1a; color: var(--side-ink); }
#live.on::before, #live.off::before { content: ""; display: inline-block; width: .45rem; height: .45rem; border-radius: 50%; margin-right: .35rem; background: var(--good); } #live.off::before { background: var(--bad); }
#side h2 { font-size: .74rem; font-weight: 600; letter-spacing: .04em; text-transform: uppercase; margin: 1rem .5rem .35rem; opacity: .75; }
#places a { display: flex; justify-content: space-between; gap: .5rem; padding: .3rem .6rem; border-radius: .4rem; color: inherit; }
#places a:hover { background: #ffffff14; text-decoration: none; }
#places a[aria-current] { background: var(--side-on); color: var(--side-strong); font-weight: 600; }
.count { background: #ffffff26; border-radius: 1rem; padding: 0 .5rem; font-size: .78rem; line-height: 1.45rem; }
.none { padding: .3rem .6rem; opacity: .6; font-style: italic; }
#story { margin-top: auto; padding-top: 1rem; font-size: .84rem; }
.acts { border-left: 2px solid var(--side-line); margin: 0 .6rem; }
.acts li { position: relative; display: flex; justify-content: space-between; gap: .6rem; padding: .22rem 0 .22rem .85rem; }
.acts li::before { content: ""; position: absolute; left: -.36rem; top: .6rem; width: .62rem; height: .62rem; border-radius: 50%; background: var(--side); border: 2px solid #ffffff55; }
.acts .played::before { background: var(--good); border-color: var(--good); } .acts small { flex: none; opacity: .7; } .acts .coming { opacity: .8; }
.facts { display: grid; grid-template-columns: auto 1fr; gap: .1rem .7rem; margin: 1rem .6rem 0; padding-top: .8rem; border-top: 1px solid var(--side-line); font-size: .78rem; } .facts dt { opacity: .7; } .facts dd { text-align: right; }

main { min-width: 0; } .top { position: sticky; top: 0; z-index: 1; padding: .95rem 1.5rem; background: var(--paper); border-bottom: 1px solid var(--line); } .top h1 { font-size: 1.1rem; }
.channel { padding: .5rem 0 2.5rem; }
.day { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: .75rem; margin: 1rem 1.5rem .5rem; font-size: .8rem; font-weight: 600; color: var(--soft); }
.day::before, .day::after { content: ""; border-top: 1px solid var(--line); } .day span { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .8rem; }
.message { display: flex; gap: .7rem; padding: .55rem 1.5rem; max-width: 60rem; } .message:hover { background: var(--hover); }
.message.fresh { animation: fresh 6s ease-out; } @keyframes fresh { from { background: var(--fresh); } }
@media (prefers-reduced-motion: reduce) { .message.fresh { animation: none; } }
.body { min-width: 0; flex: 1; } .byline { display: flex; flex-wrap: wrap; align-items: baseline; gap: .4rem; } .byline time, .via { color: var(--soft); font-size: .78rem; }
.app { font-size: .62rem; font-weight: 600; background: var(--line); color: var(--soft); border-radius: .2rem; padding: 0 .28rem; line-height: 1.35; align-self: center; }
.card { display: flex; gap: .8rem; margin: .35rem 0 .15rem; max-width: 44rem; } .bar { flex: none; width: 4px; height: auto; align-self: stretch; }
.parts { min-width: 0; flex: 1; padding: .1rem 0; } .parts > * + *, .body > .text + .text { margin-top: .5rem; }
.block-header { font-size: 1.12rem; line-height: 1.3; font-weight: 700; }
.fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .55rem 1.5rem; }
.context { display: flex; flex-wrap: wrap; gap: .15rem .75rem; color: var(--soft); font-size: .8rem; }
.picture { display: block; width: 100%; max-width: 30rem; height: auto; }
.edited { color: var(--faint); font-size: .76rem; } .replied { color: var(--soft); font-size: .82rem; } .unknown { color: var(--faint); font-style: italic; }
code { font: .84em ui-monospace, Menlo, Consolas, monospace; color: var(--code); background: var(--code-bg); border: 1px solid var(--line); border-radius: .2rem; padding: 0 .22rem; }
pre { font: .84em/1.5 ui-monospace, Menlo, Consolas, monospace; background: var(--code-bg); border: 1px solid var(--line); border-radius: .35rem; padding: .5rem .7rem; margin: .3rem 0; white-space: pre-wrap; }
blockquote { margin: .15rem 0; padding-left: .75rem; border-left: 4px solid var(--line); } hr { border: 0; border-top: 1px solid var(--line); margin: .6rem 0; }
.mention { color: var(--mention); background: var(--mention-bg); border-radius: .2rem; padding: 0 .15rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; } .button { border: 1px solid var(--line); border-radius: .3rem; padding: .2rem .7rem; font-weight: 600; font-size: .85rem; } button.button { color: inherit; background: none; font-family: inherit; cursor: pointer; } button.button:hover { background: var(--hover); }
.thread { margin-top: .35rem; } .thread summary { cursor: pointer; color: var(--link); font-size: .82rem; font-weight: 600; width: max-content; }
.reply { display: flex; gap: .55rem; padding: .35rem 0 .1rem .2rem; margin-left: .2rem; border-left: 2px solid var(--line); padding-left: .75rem; }

.mailbox { display: grid; grid-template-columns: minmax(16rem, 22rem) minmax(0, 1fr); min-height: calc(100vh - 3.6rem); }
.mails { border-right: 1px solid var(--line); } .mails a { display: grid; grid-template-columns: 1fr auto; gap: 0 .5rem; padding: .7rem 1rem; color: inherit; border-bottom: 1px solid var(--line); }
.mails a:hover { background: var(--hover); text-decoration: none; } .mails [aria-current] a { box-shadow: inset 3px 0 var(--side-on); background: var(--hover); }
.from { font-weight: 600; } .mails time { color: var(--faint); font-size: .78rem; } .subject, .preview { grid-column: 1 / -1; } .preview { color: var(--soft); font-size: .83rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.pick, .empty { place-self: center; color: var(--soft); padding: 2rem; } .empty { max-width: 30rem; margin: 18vh auto; text-align: center; } .empty h2 { margin-bottom: .5rem; color: var(--ink); }
.mail { padding: 1.2rem 1.5rem; display: flex; flex-direction: column; min-width: 0; } .mail > h2 { font-size: 1.2rem; margin-bottom: .6rem; } .mail dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; font-size: .86rem; } .mail dt { color: var(--faint); }
.tabs { display: flex; gap: .25rem; margin-top: 1rem; border-bottom: 1px solid var(--line); } .tabs a { padding: .35rem .8rem; color: var(--soft); border-bottom: 2px solid transparent; margin-bottom: -1px; }
.tabs [aria-current] { color: var(--ink); font-weight: 600; border-color: var(--side-on); }
.paper { flex: 1; width: 100%; min-height: 30rem; border: 1px solid var(--line); border-top: 0; border-radius: 0 0 .4rem .4rem; margin: 0; } iframe.paper { background: #fff; color-scheme: light; } .back { display: none; font-size: .85rem; }

@media (max-width: 760px) {
  html { scroll-padding-top: 3.5rem; } body { display: block; font-size: 16px; } #side { display: contents; } .brand, #places, #story { background: var(--side); color: var(--side-ink); }
  .brand { padding: .7rem 1rem; margin: 0; color: var(--side-strong); } .brand .mark { width: 1.9rem; height: 1.9rem; }
  #places { position: sticky; top: 0; z-index: 2; padding: .5rem .75rem; } #places, #places ul { display: flex; gap: .25rem; } #places { overflow-x: auto; } #places li { flex: none; } #places h2 { display: none; } #places a { white-space: nowrap; }
  #story { margin: 0; padding: 0 1rem .7rem; } #story h2, #story .facts { display: none; } .acts { display: flex; overflow-x: auto; border: 0; margin: 0; gap: .4rem; } .acts li { flex: none; border: 1px solid var(--side-line); border-radius: 1rem; padding: .1rem .7rem; } .acts li::before { display: none; } .acts .played { border-color: var(--good); }
  .top { position: static; padding-top: .7rem; padding-bottom: .7rem; } .top, .message { padding-left: 1rem; padding-right: 1rem; } .day { margin-left: 1rem; margin-right: 1rem; } .message { gap: .6rem; } .message > .avatar { width: 1.8rem; height: 1.8rem; font-size: .7rem; }
  .card { gap: .6rem; } .fields { gap: .4rem .9rem; font-size: .94em; } .mailbox { display: block; } .mails { border-right: 0; } .mailbox.reading .mails, .pick { display: none; } .back { display: inline; margin-bottom: .6rem; } .mail { padding: 1rem; min-height: 80vh; }
}
`;

/** ICON is the page's icon. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#5b3df5"/><path d="M7 22l6-8 4 4 8-10" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
