// Fails the build when the page grows past what an office computer on a shared line loads in a breath.
import { gzipSync } from "node:zlib";
import { readFileSync, readdirSync } from "node:fs";

// What everybody loads at once, and what editors load when they open their workbench.
const LIMITS_KB = { page: 90, workbench: 90 };
const root = new URL("../../static/assets/", import.meta.url);
const sums = { page: 0, workbench: 0 };
for (const name of readdirSync(root)) {
  if (!/\.(js|css)$/.test(name)) continue;
  const size = gzipSync(readFileSync(new URL(name, root)), { level: 9 }).length / 1000;
  if (name.endsWith(".js")) sums[name.startsWith("workbench") ? "workbench" : "page"] += size;
  console.log(`${size.toFixed(1).padStart(6)} kB gz  ${name}`);
}
for (const [part, limit] of Object.entries(LIMITS_KB)) {
  console.log(`${sums[part].toFixed(1).padStart(6)} kB gz  all scripts of the ${part} (limit ${limit})`);
  if (sums[part] > limit) process.exitCode = 1;
}
