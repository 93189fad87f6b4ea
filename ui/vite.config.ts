/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The window's content policy allows external scripts and styles only, so nothing may be put inline into the page.
// `--mode mock` builds mock.html instead: the same screens over invented data, for looking at them in a browser.
export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [react()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  preview: { port: 4173, strictPort: true },
  build: {
    target: ["chrome125", "safari18"],
    outDir: mode === "mock" ? "mock-dist" : "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: mode === "mock" ? "mock.html" : "index.html" },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["src/mock/setup.ts"], css: false, testTimeout: 60_000 },
}));
