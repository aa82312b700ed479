import { useState } from "react";
import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { problemOf } from "../../data/bridge.ts";
import { useDo, useUseCase } from "../../data/queries.ts";
import { Button } from "../../parts/button.tsx";
import { type Option, Select } from "../../parts/choice.tsx";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { ENTRY_CHANGED } from "../refresh.ts";
import { ChangesTable } from "./changes-table.tsx";

type Version = EntryAccount["versions"][number];
type Compared = { readonly before: string; readonly after: string };

/** Every version of an entry, newest first: what changed in each, and the way back to it. */
export function EntryVersions({ account }: { readonly account: EntryAccount }) {
  const { t, moment, number } = useText();
  const [compared, setCompared] = useState<Compared | null>(null);
  const restore = useDo("catalogue.restore", ENTRY_CHANGED);
  const { versions, dataset, editable } = account;
  const before = (version: Version) => versions[versions.indexOf(version) + 1];
  const when = ({ at, what }: Version) =>
    at === null ? t(what === "bundled" ? "entry.version-bundled" : "entry.version-undated") : moment(at);
  const columns: DataColumn<Version>[] = [
    {
      id: "at",
      label: t("entry.version-at"),
      heading: true,
      cell: (version) => (
        <>
          {when(version)}
          {version.current ? (
            <div className="small">
              <Badge standing="good">{t("entry.version-current")}</Badge>
            </div>
          ) : null}
        </>
      ),
    },
    {
      id: "what",
      label: t("entry.version-what"),
      cell: ({ what, newFile, catalogue }) =>
        catalogue === null
          ? t(newFile ? "entry.version-new-file" : `entry.version-${what}`)
          : t("entry.version-catalogue", { name: catalogue }),
    },
    { id: "by", label: t("entry.version-by"), cell: ({ by }) => by ?? "–" },
    {
      id: "rows",
      label: t("entry.rows"),
      numeric: true,
      cell: ({ rows }) => (rows === null ? "" : number(rows)),
    },
    {
      id: "do",
      label: t("entry.version-do"),
      cell: (version) => {
        const earlier = before(version);
        return (
          <div className="row">
            {earlier?.kept && version.kept ? (
              <Button
                loudness="quiet"
                onPress={() => setCompared({ before: earlier.entrySha256, after: version.entrySha256 })}
              >
                {t("entry.version-compare")}
              </Button>
            ) : null}
            {!editable || version.current || !version.kept ? null : (
              <Button
                loudness="quiet"
                isBusy={restore.isPending}
                onPress={() => restore.mutate({ id: dataset.id, entrySha256: version.entrySha256 })}
              >
                {t("entry.version-back")}
              </Button>
            )}
            {version.kept ? null : <span className="small quiet">{t("entry.version-gone")}</span>}
          </div>
        );
      },
    },
  ];
  return (
    <>
      <DataTable caption={t("entry.versions")} columns={columns} rows={versions} />
      {restore.isError ? <ProblemNote problem={problemOf(restore.error)} /> : null}
      {compared === null ? null : (
        <Difference
          id={dataset.id}
          compared={compared}
          choices={versions
            .filter(({ kept }) => kept)
            .map((version) => ({ id: version.entrySha256, label: when(version) }))}
          onChange={setCompared}
        />
      )}
    </>
  );
}

/** What differs between two versions, and the choice of which two. */
function Difference({
  id,
  compared,
  choices,
  onChange,
}: {
  readonly id: string;
  readonly compared: Compared;
  readonly choices: readonly Option<string>[];
  readonly onChange: (compared: Compared) => void;
}) {
  const { t } = useText();
  const changes = useUseCase("catalogue.difference", { id, ...compared });
  return (
    <div className="stack">
      <h3>{t("entry.changes")}</h3>
      {choices.length > 2 ? (
        <div className="row">
          <Select
            label={t("entry.version-older")}
            value={compared.before}
            options={choices}
            onChange={(before) => onChange({ ...compared, before })}
          />
          <Select
            label={t("entry.version-newer")}
            value={compared.after}
            options={choices}
            onChange={(after) => onChange({ ...compared, after })}
          />
        </div>
      ) : null}
      <div aria-live="polite">
        {changes.isError ? <ProblemNote problem={problemOf(changes.error)} /> : null}
        {changes.data === undefined ? null : <ChangesTable changes={changes.data} />}
      </div>
    </div>
  );
}
