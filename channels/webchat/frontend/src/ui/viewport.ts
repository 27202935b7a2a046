/** Keeps the page inside the part of the screen that the virtual keyboard leaves (iOS does not shrink the page itself). */
export function followVisualViewport(root: HTMLElement): void {
  const view = window.visualViewport;
  if (!view) return;
  const fit = (): void => {
    // While the reader zooms in, the page must not follow the magnifying glass.
    if (Math.abs(view.scale - 1) > 0.01) return;
    const isCovered = window.innerHeight - view.height > 1;
    root.style.height = isCovered ? `${view.height}px` : "";
    if (isCovered) window.scrollTo(0, 0);
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
}
