import { useCallback, useState } from "react";
import { useLocation } from "wouter";
import type { PushPayload } from "../../shared/api.ts";
import { forget, usePush } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Note } from "../parts/note.tsx";
import { useText } from "../text/language.tsx";

/** Says that the engine fell over and what became of it, until it is put away. */
export function EngineNote() {
  const { t } = useText();
  const [location] = useLocation();
  const isRunPage = location.startsWith("/runs/");
  const [state, setState] = useState<PushPayload<"engine.state"> | null>(null);
  usePush(
    "engine.state",
    useCallback(
      (told: PushPayload<"engine.state">) => {
        // The page of a run says itself what became of it.
        if (told.state !== "ready" && !isRunPage) setState(told);
        void forget(["workspace.info"]);
      },
      [isRunPage],
    ),
  );
  if (state === null || state.state === "ready") return null;
  return (
    <div role="alert" className="frame-note">
      <Note
        standing={state.state === "crashed" ? "bad" : "notice"}
        actions={<Button onPress={() => setState(null)}>{t("close")}</Button>}
      >
        {state.message === null ? (
          <>
            <p className="note-title">{t("engine.crashed")}</p>
            <p>{t("engine.crashed-meaning")}</p>
            <p>{t("engine.crashed-remedy")}</p>
          </>
        ) : (
          <p>{state.message}</p>
        )}
      </Note>
    </div>
  );
}
