import { useDeferredValue, useState } from "react";
import { Link, useSearch } from "wouter";
import type { ReportAbout, ReportDocument } from "../../shared/review/document.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { More, Select } from "../parts/choice.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { MenuButton } from "../parts/menu.tsx";
import { Note } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { ReportBlocks } from "./report-blocks.tsx";
import "./review.css";

const LAYOUTS = ["hseep", "who"] as const;
const FORMATS = ["docx", "pdf", "html", "json"] as const;
const FIELDS = ["scope", "objectives", "hazard", "sponsor", "organisations", "contact"] as const;

/** The after-action report: what the ledger fills in, what only people know, and the ways out of Askline. */
export function ReportPage() {
  const { t } = useText();
  const search = useSearch();
  const { from, to, knownAt } = Object.fromEntries(new URLSearchParams(search));
  const stretch = { ...(from && { from }), ...(to && { to }), ...(knownAt && { knownAt }) };
  const [layout, setLayout] = useState<ReportDocument["layout"]>("hseep");
  const [about, setAbout] = useState<ReportAbout>({});
  const asked = { stretch, layout, about: useDeferredValue(about) };
  const report = useUseCase("review.report", asked, { keep: true });
  const set = (part: keyof ReportAbout) => (value: string) => setAbout({ ...about, [part]: value });
  return (
    <Page
      title={report.data?.title ?? t("report.title")}
      above={
        <Link href={addresses.review} className="answer-back no-print">
          <Icon name="back" size={14} />
          {t("report.back")}
        </Link>
      }
      actions={<WaysOut asked={asked} />}
    >
      <div className="stack no-print review-form">
        <Select
          label={t("report.layout")}
          value={layout}
          options={LAYOUTS.map((id) => ({ id, label: t(`report.layout-${id}`) }))}
          onChange={setLayout}
        />
        <TextField label={t("report.name")} value={about.title ?? ""} onChange={set("title")} />
        <More title={t("report.about")} level={2}>
          <div className="stack">
            {FIELDS.map((part) => (
              <TextField
                key={part}
                label={t(`report.${part}`)}
                value={about[part] ?? ""}
                onChange={set(part)}
              />
            ))}
          </div>
        </More>
      </div>
      {report.isError ? <ProblemNote problem={problemOf(report.error)} /> : null}
      {report.data === undefined ? null : <ReportBlocks blocks={report.data.blocks} />}
    </Page>
  );
}

function WaysOut({
  asked,
}: {
  readonly asked: {
    readonly stretch: { readonly from?: string; readonly to?: string; readonly knownAt?: string };
    readonly layout: ReportDocument["layout"];
    readonly about: ReportAbout;
  };
}) {
  const { t } = useText();
  const write = useDo("review.export");
  const choose = (chosen: string) => {
    const format = FORMATS.find((known) => known === chosen);
    if (format !== undefined) write.mutate({ ...asked, format });
  };
  return (
    <>
      <Button onPress={() => window.print()}>{t("report.print")}</Button>
      <MenuButton
        label={t("report.export")}
        entries={FORMATS.map((id) => ({ id, label: t(`report.export-${id}`) }))}
        onChoose={choose}
        isBusy={write.isPending}
      />
      {write.data ? (
        <div role="status">
          <Note standing="good">{t("report.exported", { path: write.data.path })}</Note>
        </div>
      ) : null}
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </>
  );
}
