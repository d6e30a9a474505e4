export { createDrawer, type Drawer } from "./drawer.ts";
