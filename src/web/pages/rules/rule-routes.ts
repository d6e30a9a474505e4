import { type Context, Hono } from "hono";
import type { Visited } from "../../auth/only-visitors.ts";
import type { Desk } from "../desk.ts";
import { MemberPage } from "../members/member-page.tsx";
import { membersOf } from "../members/members-of.ts";
import { MembersPage } from "../members/members-page.tsx";
import { NoticePage } from "../notice-page.tsx";
import type { ShownTo } from "../page-context.ts";
import { show } from "../show.ts";
import { RulePage } from "./rule-page.tsx";
import { RulesPage } from "./rules-page.tsx";

/** ruleRoutes serves the rules and the members, as the last evaluation found them. */
export function ruleRoutes(desk: Desk, shownTo: ShownTo): Hono<Visited> {
  const app = new Hono<Visited>();
  const none = (context: Context<Visited>, text: string) => {
    const { frame } = shownTo(context);
    return show(context, NoticePage({ frame, title: "There is nothing here", text }), 404);
  };

  app.get("/rules", async (context) => {
    const [standings, standing] = await Promise.all([desk.standings(), desk.standing()]);
    return show(context, RulesPage({ shown: shownTo(context), standings, standing }));
  });

  app.get("/rules/:name", async (context) => {
    const name = context.req.param("name");
    const [standings, standing, explanation] = await Promise.all([
      desk.standings(),
      desk.standing(),
      desk.explanation(name),
    ]);
    const of = standings?.rules.find(({ rule }) => rule.name === name);
    if (!of || !explanation)
      return none(context, "There is no rule of this name, or it was not evaluated yet.");
    const own = standing.filter(({ alert }) => alert.ref.rule === name);
    const [nearest] = of.groups;
    const chart = nearest ? await desk.chart(nearest.ref) : null;
    const page = { shown: shownTo(context), of, explanation, chart, standing: own };
    return show(context, RulePage(page));
  });

  app.get("/members", async (context) => {
    const [standings, standing] = await Promise.all([desk.standings(), desk.standing()]);
    const firing = new Map<string, number>();
    for (const { alert } of standing) {
      const member = alert.labels["member"];
      if (member !== undefined) firing.set(member, (firing.get(member) ?? 0) + 1);
    }
    const wanted = (context.req.query("name") ?? "").trim();
    return show(context, MembersPage({ shown: shownTo(context), standings, firing, wanted }));
  });

  app.get("/members/:name", async (context) => {
    const name = context.req.param("name");
    const [standings, standing] = await Promise.all([desk.standings(), desk.standing()]);
    const member = standings && membersOf(standings).find((one) => one.name === name);
    if (!member)
      return none(context, "Nobody of this name has streams that a rule looks at, so far.");
    const own = standing.filter(({ alert }) => alert.labels["member"] === name);
    return show(context, MemberPage({ shown: shownTo(context), member, standing: own }));
  });
  return app;
}
