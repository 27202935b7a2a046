/** One form's way to the server: busy while it runs, and the words of what went wrong. */

import { useState } from "preact/hooks";
import { LookUpFailure } from "./tickets.ts";

export function useSending() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setFailure("");
    try {
      await work();
    } catch (error) {
      if (!(error instanceof LookUpFailure)) throw error;
      setFailure(error.message);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failure, setFailure, run };
}
