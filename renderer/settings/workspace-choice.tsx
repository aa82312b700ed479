import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

/** The folder that holds everything, and the way to another. The main process tells the window when it has changed. */
export function WorkspaceChoice() {
  const { t } = useText();
  const info = useUseCase("workspace.info", {});
  const recent = useUseCase("workspace.recent", {});
  const open = useDo("workspace.open", ["workspace.info", "workspace.recent"]);
  const create = useDo("workspace.create", ["workspace.info", "workspace.recent"]);
  const change = useDo("workspace.switch", ["workspace.info", "workspace.recent"]);
  const error = open.error ?? create.error ?? change.error ?? info.error;
  const others = (recent.data ?? []).filter(({ folder }) => folder !== info.data?.folder);
  return (
    <section className="settings-part" aria-labelledby="workspace-heading">
      <h2 id="workspace-heading">{t("settings.workspace")}</h2>
      {info.data === undefined ? null : (
        <div>
          <p>{info.data.name}</p>
          <p className="small quiet settings-folder">{info.data.folder}</p>
          {info.data.bundled ? <p className="small quiet">{t("settings.bundled")}</p> : null}
        </div>
      )}
      <p className="small quiet">{t("settings.folder-note")}</p>
      {error === null ? null : <ProblemNote problem={problemOf(error)} />}
      <div className="row">
        <Button onPress={() => open.mutate({})}>{t("settings.open")}</Button>
        <Button onPress={() => create.mutate({})}>{t("settings.create")}</Button>
      </div>
      {others.length === 0 ? null : (
        <>
          <h3>{t("settings.recent")}</h3>
          <ul className="stack">
            {others.map(({ name, folder }) => (
              <li key={folder} className="row settings-recent">
                <span>
                  {name} <span className="small quiet settings-folder">{folder}</span>
                </span>
                <Button
                  onPress={() => change.mutate({ folder })}
                  aria-label={`${t("settings.switch")}: ${name}`}
                >
                  {t("settings.switch")}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
