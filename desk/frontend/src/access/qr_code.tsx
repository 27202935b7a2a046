/** The square code, drawn anew from the shapes of the server's picture: its markup never enters the page. */

import { words } from "../words.ts";

interface Drawing {
  viewBox: string;
  paths: { d: string; transform: string; isStroke: boolean }[];
}

function read(svg: string): Drawing | null {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (root.nodeName !== "svg") return null;
  const side = root.getAttribute("width") ?? "100";
  const paths = Array.from(root.querySelectorAll("path"), (path) => ({
    d: path.getAttribute("d") ?? "",
    transform: path.getAttribute("transform") ?? "",
    isStroke: path.hasAttribute("stroke") || path.classList.contains("qrline"),
  }));
  return { viewBox: root.getAttribute("viewBox") ?? `0 0 ${parseFloat(side)} ${parseFloat(root.getAttribute("height") ?? side)}`, paths };
}

export function QrCode({ svg }: { svg: string }) {
  const drawing = read(svg);
  if (!drawing) return null;
  return (
    <svg class="qr" role="img" aria-label={words.access.qrAlt} viewBox={drawing.viewBox}>
      {drawing.paths.map((path, index) => (
        <path
          key={index}
          d={path.d}
          {...(path.transform ? { transform: path.transform } : {})}
          fill={path.isStroke ? "none" : index === 0 && drawing.paths.length > 1 ? "#fff" : "#000"}
          {...(path.isStroke ? { stroke: "#000", "stroke-width": "1" } : {})}
        />
      ))}
    </svg>
  );
}
