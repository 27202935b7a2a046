import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { words } from "./src/words.ts";

/** The words of index.html come from words.ts like all others: `%words.title%` in the page. */
function wordsInPage(): Plugin {
  const values: Record<string, string> = words.page;
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
  base: "/desk/",
  plugins: [wordsInPage()],
  resolve: {
    // What the web chat already has (answers' blocks, links, the event stream) is used, not written again.
    alias: { "@webchat": fileURLToPath(new URL("../../channels/webchat/frontend/src", import.meta.url)) },
    dedupe: ["preact"],
  },
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2020",
    // No data: addresses and no injected helper: the page runs under `default-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  server: { host: "127.0.0.1", proxy: { "/desk/api": process.env.API_ORIGIN ?? "http://127.0.0.1:8022" } },
  test: { include: ["tests/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
