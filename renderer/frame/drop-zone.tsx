import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { startImport } from "../catalogue/import/importing.ts";
import { useText } from "../text/language.tsx";
import { addresses } from "./addresses.ts";

/** Files dropped anywhere come into the catalogue; its page shows the report. */
export function DropZone() {
  const { t } = useText();
  const [isOver, setOver] = useState(false);
  const [, navigate] = useLocation();
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const files = event.dataTransfer === null ? [] : [...event.dataTransfer.files];
      if (files.length === 0) return;
      event.preventDefault();
      const paths = window.askline.pathsOf(files).filter((path) => path !== "");
      if (paths.length === 0) return;
      startImport({ from: "paths", paths });
      navigate(addresses.catalogue);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [navigate]);
  return isOver ? <div className="drop-zone">{t("drop.here")}</div> : null;
}
