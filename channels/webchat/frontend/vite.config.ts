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

const CALL = "src/call/lazy_part.ts";

/** Where the page finds the script of a call: phones of 2017, which cannot call, would not even read a page that says `import()`. */
function callScriptInPage(): Plugin {
  return {
    name: "call-script-in-page",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => {
        const chunks = Object.values(bundle ?? {});
        const built = chunks.find((each) => each.type === "chunk" && each.facadeModuleId?.endsWith(CALL));
        return html.replace("%call-script%", bundle ? `./${built?.fileName}` : `/${CALL}`);
      },
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [wordsInPage(), callScriptInPage()],
  build: {
    outDir: "../static",
    rollupOptions: {
      input: ["index.html", "tra-cuu.html", CALL],
      // What a call shares with the page, in the file that the pages share: a file of its own for each costs more than it holds.
      output: { advancedChunks: { groups: [{ name: "shared", test: /preact|helpers|\/ui\/(icons|dates|linked_text|confirm_dialog|call_part)\.tsx?$|\/chat\/linkify/ }] } },
    },
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
