// Fails the build when the page grows past what an office computer on a shared line loads in a breath.
import { gzipSync } from "node:zlib";
import { readFileSync, readdirSync } from "node:fs";

const LIMIT_KB = 90;
const root = new URL("../../static/assets/", import.meta.url);
let scripts = 0;
for (const name of readdirSync(root)) {
  if (!/\.(js|css)$/.test(name)) continue;
  const size = gzipSync(readFileSync(new URL(name, root)), { level: 9 }).length / 1000;
  if (name.endsWith(".js")) scripts += size;
  console.log(`${size.toFixed(1).padStart(6)} kB gz  ${name}`);
}
console.log(`${scripts.toFixed(1).padStart(6)} kB gz  all scripts (limit ${LIMIT_KB})`);
if (scripts > LIMIT_KB) process.exit(1);
