import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { BUNDLE_ENDING } from "../../shared/ledger/bundle-file.ts";
import { startImport } from "../catalogue/import/importing.ts";
import { startMerge } from "../settings/merging.ts";
import { useText } from "../text/language.tsx";
import { addresses } from "./addresses.ts";

/** Files dropped anywhere come into the catalogue, bundles of ledgers beside the own one; their pages show what came of it. */
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
      const ledgers = paths.filter((path) => path.endsWith(`.${BUNDLE_ENDING}`));
      const others = paths.filter((path) => !ledgers.includes(path));
      if (ledgers.length > 0) void startMerge({ paths: ledgers });
      if (others.length > 0) void startImport({ from: "paths", paths: others });
      navigate(others.length > 0 ? addresses.catalogue : addresses.settings);
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
