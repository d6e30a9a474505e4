import type { NotificationGroup, Route } from "./route.ts";

/** ESCALATED divides a route's path from the place in its `escalateTo` in the path of a group that was escalated to. */
export const ESCALATED = "/escalated/";

/** escalatedRoute is a route's as it tells the receivers that it escalates to: at once, since they come late already. */
export function escalatedRoute(route: Route, receiver: string, place: number): Route {
  return { ...route, receiver, path: `${route.path}${ESCALATED}${place}`, groupWaitMs: 0 };
}

/** routeOfGroup finds the route that made a group, by the path in its key; the root where that route is no more. */
export function routeOfGroup({ key, receiver }: NotificationGroup, root: Route): Route {
  const [, path = ""] = JSON.parse(key) as [string, string?];
  const [own = "", place] = path.split(ESCALATED);
  const route = routeAt(root, own);
  if (!route) return root;
  return place === undefined ? route : escalatedRoute(route, receiver, Number(place));
}

function routeAt(root: Route, path: string): Route | undefined {
  const [, ...branches] = path.split("/");
  let route: Route | undefined = root;
  for (const branch of branches) route = route?.routes[Number(branch)];
  return route?.path === path ? route : undefined;
}
