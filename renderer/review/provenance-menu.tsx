import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { MenuButton } from "../parts/menu.tsx";
import { Note } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

const FORMATS = ["prov-json", "ro-crate"] as const;

/** Writes where the answers of the days in view came from. */
export function ProvenanceMenu({ from, to }: { readonly from: string; readonly to: string }) {
  const { t } = useText();
  const write = useDo("provenance.export");
  const choose = (chosen: string) => {
    const format = FORMATS.find((known) => known === chosen);
    if (format !== undefined) write.mutate({ from, to, format });
  };
  return (
    <>
      <MenuButton
        label={t("review.provenance")}
        entries={FORMATS.map((id) => ({ id, label: t(`review.provenance-${id}`) }))}
        onChoose={choose}
        isBusy={write.isPending}
      />
      {write.data ? (
        <div role="status">
          <Note standing="good">
            {t("review.provenance-written", { count: write.data.answers, path: write.data.path })}
          </Note>
        </div>
      ) : null}
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </>
  );
}
