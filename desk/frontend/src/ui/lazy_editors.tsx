/** The editors' workbench comes in a file of its own: operators, who never open it, do not load it. */

import type { ComponentType } from "preact";
import type { Route } from "../state/routes.ts";
import { DeskFailure } from "../api/http.ts";
import { words } from "../words.ts";
import { Awaited, Page } from "./bits.tsx";
import { useLoaded } from "./context.ts";

type Workbench = ComponentType<{ route: Route }>;

export function LazyEditors({ route }: { route: Route }) {
  const loaded = useLoaded(loadWorkbench, []);
  const Shown = loaded.data?.Workbench;
  if (Shown) return <Shown route={route} />;
  return (
    <Page title={words.shell.content}>
      <Awaited loaded={loaded}>{() => null}</Awaited>
    </Page>
  );
}

async function loadWorkbench(): Promise<{ Workbench: Workbench }> {
  try {
    return await import("../editors/workbench.tsx");
  } catch {
    throw new DeskFailure("network", "network", words.failure.network);
  }
}
