import { defineConfig, type Plugin } from "vite";
import { words } from "./src/words.ts";

/** The words of index.html (title, no-script line) come from words.ts like all others: `%words.name%` in the page. */
function wordsInPage(): Plugin {
  const values: Record<string, string> = { ...words.page, hotline: process.env.HOTLINE_NUMBER ?? words.page.hotline };
  return {
    name: "words-in-page",
    transformIndexHtml: (html) =>
      html.replace(/%words\.(\w+)%/g, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`index.html asks for words.page.${name}, which words.ts does not have`);
        return value;
      }),
  };
}

export default defineConfig({
  base: "./",
  plugins: [wordsInPage()],
  build: {
    outDir: "../static",
    rollupOptions: { input: ["index.html", "tra-cuu.html"] },
    emptyOutDir: true,
    target: "es2017",
    cssTarget: ["chrome61", "safari11"],
    // No data: addresses and no injected helper: the page runs under `default-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  server: { host: "127.0.0.1", proxy: { "/api": process.env.API_ORIGIN ?? "http://127.0.0.1:8022" } },
  test: { include: ["tests/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
