import { defineConfig } from "vite";

// One classic script with a stable name: the address that the province's portal has in its pages.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "../static",
    emptyOutDir: false,
    target: "es2017",
    lib: { entry: "src/widget.ts", formats: ["iife"], name: "hotline1022", fileName: () => "widget.js" },
  },
});
