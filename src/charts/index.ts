export { createDrawer, type Drawer } from "./drawer.ts";
export { drawing } from "./drawing.ts";
