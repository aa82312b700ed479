import type { Finding } from "../../shared/question/finding.ts";
import type { Reading } from "../../shared/question/reading.ts";
import { Button } from "../parts/button.tsx";
import { More } from "../parts/choice.tsx";
import { Note } from "../parts/note.tsx";
import { useText } from "../text/language.tsx";
import { useAsk } from "./session-provider.tsx";

const MOST_SHOWN = 3;

/** What the check says, most serious first; three at once, the rest folded away. A missing decision is asked for in its own place. */
export function Findings({
  findings,
  gaps,
}: {
  readonly findings: readonly Finding[];
  readonly gaps: Reading["gaps"];
}) {
  const { t } = useText();
  const said = findings.filter(({ code }) => code !== "no-decision");
  const ordered = [
    ...said.filter(({ severity }) => severity === "stops"),
    ...said.filter(({ severity }) => severity === "warns"),
  ];
  const rest = ordered.slice(MOST_SHOWN);
  if (ordered.length === 0 && gaps.length === 0) return null;
  return (
    <section className="stack findings" aria-label={t("findings.heading")}>
      {gaps.map(({ text }) => (
        <Note key={text} standing="notice">
          {text}
        </Note>
      ))}
      {ordered.slice(0, MOST_SHOWN).map((finding) => (
        <FindingNote key={`${finding.code} ${finding.text}`} finding={finding} />
      ))}
      {rest.length === 0 ? null : (
        <More title={t("findings.more", { count: rest.length })}>
          {rest.map((finding) => (
            <FindingNote key={`${finding.code} ${finding.text}`} finding={finding} />
          ))}
        </More>
      )}
    </section>
  );
}

function FindingNote({ finding }: { readonly finding: Finding }) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const stops = finding.severity === "stops";
  const fixes = finding.fixes.map(({ label, patch }) => (
    <Button key={label} onPress={() => dispatch({ do: "change", name: { kind: "fix", label }, patch })}>
      {label}
    </Button>
  ));
  return (
    <Note standing={stops ? "bad" : "notice"} actions={fixes.length === 0 ? undefined : fixes}>
      <span className="only-read-aloud">{t(stops ? "findings.stops" : "findings.warns")}: </span>
      {finding.text}
    </Note>
  );
}
