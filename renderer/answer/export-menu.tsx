import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { MenuButton } from "../parts/menu.tsx";
import { Note } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { useExport } from "./use-export.tsx";

const FORMATS = ["askline", "csv", "json", "arrow", "parquet"] as const;

const PROVENANCE = ["prov-json", "ro-crate"] as const;

/** Takes the answer out of Askline, and says where it went. */
export function ExportMenu({ id }: { readonly id: string }) {
  const { t } = useText();
  const write = useExport("answers.export");
  const provenance = useDo("provenance.export");
  const choose = (chosen: string) => {
    const statement = PROVENANCE.find((known) => known === chosen);
    if (statement !== undefined) provenance.mutate({ answerId: id, format: statement });
    const format = FORMATS.find((known) => known === chosen);
    if (format !== undefined) write.start({ id, format });
  };
  return (
    <>
      <MenuButton
        label={t("answer.export")}
        entries={[
          ...FORMATS.map((format) => ({
            id: format,
            label: t(`answer.export-${format}`),
            detail: t(`answer.export-${format}-detail`),
          })),
          ...PROVENANCE.map((format) => ({
            id: format,
            label: t(`provenance.${format}`),
            detail: t(`provenance.${format}-detail`),
          })),
        ]}
        onChoose={choose}
        isBusy={write.isBusy || provenance.isPending}
      />
      {write.shown}
      {provenance.data ? (
        <div className="answer-said" role="status">
          <Note standing="good">
            <p>{t("provenance.exported", { count: provenance.data.answers, path: provenance.data.path })}</p>
          </Note>
        </div>
      ) : null}
      {provenance.isError ? (
        <div className="answer-said">
          <ProblemNote problem={problemOf(provenance.error)} />
        </div>
      ) : null}
    </>
  );
}
