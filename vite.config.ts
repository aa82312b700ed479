import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The window's page. Everything is bundled and local: the shipped page loads nothing from any network. */
export default defineConfig({
  root: "renderer",
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../out/renderer",
    emptyOutDir: true,
    // Chromium 130 is the oldest Electron we run in (see build/runtime).
    target: "chrome130",
    // Inlined data: URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
