import { useEffect } from "react";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Tip } from "../parts/popover.tsx";
import { useText } from "../text/language.tsx";
import type { ChangeName } from "./session.ts";
import { useAsk } from "./session-provider.tsx";

/** Takes changes back and brings them again: buttons and Ctrl+Z, Ctrl+Shift+Z. Each says what it would undo. */
export function UndoRedo() {
  const { t } = useText();
  const { session, dispatch } = useAsk();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const wanted = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
      if (wanted === null || isOtherField(event.target)) return;
      event.preventDefault();
      dispatch({ do: wanted });
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [dispatch]);
  const last = session.past.at(-1)?.name;
  const next = session.future[0]?.name;
  const named = (
    key: "ask.undo-named" | "ask.redo-named",
    name: ChangeName | undefined,
    bare: "ask.undo" | "ask.redo",
  ) => (name === undefined ? t(bare) : t(key, { what: nameOf(name, t) }));
  const undo = named("ask.undo-named", last, "ask.undo");
  const redo = named("ask.redo-named", next, "ask.redo");
  return (
    <>
      <Tip words={undo}>
        <Button
          loudness="quiet"
          className="icon-button"
          aria-label={undo}
          isDisabled={last === undefined}
          onPress={() => dispatch({ do: "undo" })}
        >
          <Icon name="undo" />
        </Button>
      </Tip>
      <Tip words={redo}>
        <Button
          loudness="quiet"
          className="icon-button"
          aria-label={redo}
          isDisabled={next === undefined}
          onPress={() => dispatch({ do: "redo" })}
        >
          <Icon name="redo" />
        </Button>
      </Tip>
    </>
  );
}

function nameOf(name: ChangeName, t: ReturnType<typeof useText>["t"]): string {
  if (name.kind === "typed") return t("ask.change-typed");
  if (name.kind === "copy") return t("ask.change-copy");
  return name.label === "" ? t("ask.change-example") : name.label;
}

/** Other fields of the page keep their own undo; the question's box shares the page's. */
function isOtherField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && target.dataset.box !== "question";
}
