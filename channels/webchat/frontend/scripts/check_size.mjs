// Fails the build when the scripts grow past what an old phone on a slow line can be asked to load.
import { gzipSync } from "node:zlib";
import { readFileSync, readdirSync } from "node:fs";

const LIMIT_KB = 60;
const root = new URL("../../static/", import.meta.url);
const names = ["widget.js", ...readdirSync(new URL("assets/", root)).map((name) => `assets/${name}`)];
let scripts = 0;
for (const name of names) {
  if (!/\.(js|css)$/.test(name)) continue;
  const size = gzipSync(readFileSync(new URL(name, root)), { level: 9 }).length / 1000;
  if (name.endsWith(".js")) scripts += size;
  console.log(`${size.toFixed(1).padStart(6)} kB gz  ${name}`);
}
console.log(`${scripts.toFixed(1).padStart(6)} kB gz  all scripts (limit ${LIMIT_KB})`);
if (scripts > LIMIT_KB) process.exit(1);
