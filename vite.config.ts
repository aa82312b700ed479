import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { PAGE_POLICY } from "./electron/window/constants.ts";

/** Writes the content security policy into the page, from the same constant that the header comes from. */
const pagePolicy: Plugin = {
  name: "askline-page-policy",
  transformIndexHtml: (html) => html.replace("%PAGE_POLICY%", PAGE_POLICY),
};

/** The window's page. Everything is bundled and local: the shipped page loads nothing from any network. */
export default defineConfig({
  root: "renderer",
  // Absolute, so that an address such as app://askline/answers/7F3K can be opened directly.
  base: "/",
  plugins: [react(), pagePolicy],
  build: {
    outDir: "../out/renderer",
    emptyOutDir: true,
    // Chromium 130 is the oldest we run in (see build/runtime).
    target: "chrome130",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      // Comments in other people's packages that Rollup cannot read: nothing that anybody here can act on.
      onwarn: (warning, warn) => {
        if (warning.code !== "INVALID_ANNOTATION") warn(warning);
      },
    },
  },
});
