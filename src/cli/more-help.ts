/** MORE_HELP is what `COMMAND --help` says after the options, for commands that read a notation of their own. */
export const MORE_HELP: Readonly<Record<string, string>> = {
  test: `A TEST FILE

  config: ../neo-budgetd.yaml        # or rules:, groups:, receivers:, route: right here
  tests:
    - name: a member who reaches 80 % is told once
      start: 2026-03-28T20:00 Europe/Berlin
      rows:                          # what Neo tells
        - { at: +1h, id: a, member: lead@acme.io, neo_credits: 12.5, ran: 10m, seen: +3h }
        - { at: +2h, every: 10m, count: 6, member: dev@acme.io, neo_credits: [1, 2] }
        - change: { at: +4h, id: a, neo_credits: 20 }
        - retract: { at: +5h, id: a }
      restart: +2h                   # a list, or { at: +2h, down: 1h }
      expect:
        - at: +6h
          alerts: [{ rule: member-month, labels: { member: dev@acme.io }, step: 80% }]
          messages: [{ receiver: finance, title: "*80%*", contains: 9.00 credits }]

  Moments   +1h30m and -7d count from the start, +1d 08:00 is that time by the clock so many days on,
            2026-03-29T08:00 is of the test's zone unless another or an offset follows.
  Rows      count from when they are seen, which is when they have ended unless \`seen\` says otherwise; what is seen
            before the start is history. A series has every and count or until; its lists are taken in turn.
  Alerts    a list names all that are pending or firing; covered, recorded and resolved ones only where named.
  Messages  a list names all since the last expectation that looked at messages; [] is none.
  Part      { some: [...], none: [...], count: 2 } in place of a list looks at a part only.
  Texts     labels and titles may be globs ("*80%*") or /regular expressions/; ~33.3% compares rounded.

  Exit code: 0 all pass, 1 a test failed, 2 a file is wrong and none was run.
`,
};
