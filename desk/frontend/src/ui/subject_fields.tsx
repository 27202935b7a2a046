/** Sector and procedure of a case: found by typing; a procedure brings its sector with it. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { DeskApi } from "../api/desk_api.ts";
import { DeskFailure } from "../api/http.ts";
import { foldedMatches } from "../state/folding.ts";
import { words } from "../words.ts";
import { Combobox, type Candidate } from "./combobox.tsx";
import { useContextOfDesk } from "./context.ts";

const LOOKS_AFTER_MS = 200;

interface SectorProps {
  label?: string;
  hint?: string | undefined;
  value: string;
  onValue(sector: string): void;
}

export function SectorField({ label = words.wrapUp.sector, hint, value, onValue }: SectorProps) {
  const { session } = useContextOfDesk();
  const [looked, setLooked] = useState("");
  const found = foldedMatches(session.state.me!.sectors, looked);
  return (
    <Combobox
      label={label}
      hint={hint}
      chosen={value}
      placeholder={words.combobox.sector}
      candidates={found.map((sector) => ({ value: sector, label: sector }))}
      empty={words.combobox.noSector}
      onLook={setLooked}
      onChoose={(candidate) => onValue(candidate?.value ?? "")}
    />
  );
}

export interface Procedure {
  code: string;
  name: string;
  sector: string;
}

interface ProcedureProps {
  label?: string;
  code: string;
  /** Told of the code that was chosen before, once it is known. */
  onKnown?(procedure: Procedure): void;
  onChoose(procedure: Procedure | null): void;
}

export function ProcedureField({ label = words.wrapUp.procedure, code, onKnown, onChoose }: ProcedureProps) {
  const { api } = useContextOfDesk();
  const look = useProcedures();
  const [known, setKnown] = useState<Procedure | null>(null);
  useEffect(() => {
    if (!code) return;
    // Without its name the field shows the code: nothing that has to be told.
    void proceduresLike(api, code).then(([first]) => {
      if (first?.code !== code) return;
      setKnown(first);
      onKnown?.(first);
    }, ignoreFailure);
  }, []);
  const choose = (candidate: Candidate | null): void => {
    const procedure = look.found.find((each) => each.code === candidate?.value) ?? null;
    if (procedure) setKnown(procedure);
    onChoose(procedure);
  };
  return (
    <Combobox
      label={label}
      failure={look.failure}
      chosen={code && known?.code === code ? `${known.name} (${code})` : code}
      placeholder={words.combobox.procedure}
      candidates={look.found.map((each) => ({ value: each.code, label: each.name, more: [each.code, each.sector].filter(Boolean).join(" · ") }))}
      empty={look.isIdle ? words.combobox.typeProcedure : look.isLooking ? words.loading : words.combobox.noProcedure}
      onLook={look.look}
      onChoose={choose}
    />
  );
}

async function proceduresLike(api: DeskApi, text: string): Promise<Procedure[]> {
  const { results } = await api.knowledge(text);
  return results.filter((each) => each.procedure_code).map(({ procedure_code, name, sector }) => ({ code: procedure_code, name, sector }));
}

function ignoreFailure(error: unknown): void {
  if (!(error instanceof DeskFailure)) throw error;
}

/** Asked a moment after the last letter; an answer that comes after a newer question is dropped. */
function useProcedures(): { found: Procedure[]; isIdle: boolean; isLooking: boolean; failure: string; look(text: string): void } {
  const { api } = useContextOfDesk();
  const [state, setState] = useState<{ found: Procedure[]; isIdle: boolean; isLooking: boolean; failure: string }>({
    found: [],
    isIdle: true,
    isLooking: false,
    failure: "",
  });
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = async (text: string, mine: number): Promise<void> => {
    try {
      const found = await proceduresLike(api, text);
      if (mine === turn.current) setState({ found, isIdle: false, isLooking: false, failure: "" });
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      if (mine === turn.current) setState({ found: [], isIdle: false, isLooking: false, failure: error.message });
    }
  };
  const look = (text: string): void => {
    const mine = ++turn.current;
    clearTimeout(timer.current);
    if (!text.trim()) return setState({ found: [], isIdle: true, isLooking: false, failure: "" });
    setState((before) => ({ ...before, isIdle: false, isLooking: true, failure: "" }));
    timer.current = setTimeout(() => void ask(text.trim(), mine), LOOKS_AFTER_MS);
    return undefined;
  };
  return { ...state, look };
}
