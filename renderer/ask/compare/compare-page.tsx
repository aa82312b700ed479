import { Link, useLocation, useSearch } from "wouter";
import { useUseCase } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/choice.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Empty, Note } from "../../parts/note.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { useDecisionWords } from "../decision/decision.tsx";
import { Counts } from "../match/match-panel.tsx";
import { AskAbove } from "./ask-above.tsx";
import { type PartRow, partRows } from "./part-rows.ts";
import { type Referred, useReferred } from "./question-ref.ts";
import "./compare.css";

/** Two questions side by side: what differs, how each is read, what can answer it, and what came of it. */
export function ComparePage() {
  const { t } = useText();
  const search = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const a = search.get("a");
  const b = search.get("b");
  const left = useReferred(a);
  const right = useReferred(b);
  const choose = (side: "a" | "b", id: string) =>
    navigate(addresses.compare(side === "a" ? id : a, side === "b" ? id : b), { replace: true });
  return (
    <Page
      title={t("compare.title")}
      above={<AskAbove />}
      actions={
        a === null || b === null ? undefined : (
          <Button onPress={() => navigate(addresses.compare(b, a), { replace: true })}>
            {t("compare.swap")}
          </Button>
        )
      }
    >
      <div className="compare-pair">
        <Picker label={t("compare.first")} value={a} onChoose={(id) => choose("a", id)} />
        <Picker label={t("compare.second")} value={b} onChoose={(id) => choose("b", id)} />
      </div>
      {[left, right].map(({ problem, isMissing }, at) =>
        problem !== null || isMissing ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: there are two sides.
          <div key={at}>
            {problem === null ? (
              <Note standing="notice">{t("compare.missing")}</Note>
            ) : (
              <ProblemNote problem={problem} />
            )}
          </div>
        ) : null,
      )}
      {left.look === null || right.look === null ? (
        <Empty title={t("compare.choose-both")}>
          <p>{t("compare.choose-help")}</p>
        </Empty>
      ) : (
        <Difference left={left} right={right} />
      )}
      <div className="compare-pair">
        <Side title={t("compare.first")} side={left} />
        <Side title={t("compare.second")} side={right} />
      </div>
    </Page>
  );
}

function Picker({
  label,
  value,
  onChoose,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const { t, language } = useText();
  const answers = useUseCase("answers.list", { search: "" }, { keep: true });
  const drafts = useUseCase("drafts.list", { language }, { keep: true });
  const options = [
    ...(drafts.data ?? []).map(({ id, text, sentence }) => ({
      id,
      label: t("compare.draft", { text: text.trim() === "" ? sentence : text }),
    })),
    ...(answers.data ?? [])
      .filter(({ state }) => state === "answered")
      .map(({ id, sentence }) => ({ id, label: t("compare.answered", { text: sentence }) })),
  ].slice(0, MOST_OPTIONS);
  const isThere = options.some(({ id }) => id === value);
  return (
    <Select
      label={label}
      value={isThere ? value : null}
      options={options}
      onChange={onChoose}
      placeholder={t("compare.choose")}
    />
  );
}

const MOST_OPTIONS = 200;

type RowOfTable = {
  readonly name: string;
  readonly a: string | null;
  readonly b: string | null;
  readonly differs: boolean;
};

function Difference({ left, right }: { readonly left: Referred; readonly right: Referred }) {
  const { t } = useText();
  const decisionWords = useDecisionWords();
  const rows: RowOfTable[] = partRows(left.look?.sentence ?? [], right.look?.sentence ?? [])
    .filter(({ part }) => part !== "decision")
    .map(({ part, ...row }: PartRow) => ({ name: t(`part.${part}`), ...row }));
  const a = decisionWords(left.ref?.question.decision);
  const b = decisionWords(right.ref?.question.decision);
  rows.push({ name: t("part.decision"), a, b, differs: a !== b });
  const count = rows.filter(({ differs }) => differs).length;
  return (
    <section className="stack" aria-labelledby="difference-heading">
      <h2 id="difference-heading">{t("compare.difference", { count })}</h2>
      <DataTable
        caption={t("compare.difference", { count })}
        columns={[
          { id: "part", label: t("compare.part"), heading: true, cell: ({ name }) => name },
          {
            id: "state",
            label: t("compare.state"),
            cell: ({ differs }) => (
              <Badge standing={differs ? "notice" : "plain"}>
                {t(differs ? "compare.differs" : "compare.same")}
              </Badge>
            ),
          },
          {
            id: "a",
            label: t("compare.first"),
            cell: ({ a: text, differs }) => <Value text={text} differs={differs} />,
          },
          {
            id: "b",
            label: t("compare.second"),
            cell: ({ b: text, differs }) => <Value text={text} differs={differs} />,
          },
        ]}
        rows={rows}
      />
    </section>
  );
}

function Value({ text, differs }: { readonly text: string | null; readonly differs: boolean }) {
  const { t } = useText();
  if (text === null) return <span className="quiet">{t("compare.none")}</span>;
  return differs ? <mark className="compare-mark">{text}</mark> : text;
}

function Side({ title, side }: { readonly title: string; readonly side: Referred }) {
  const { t, moment } = useText();
  const { ref, look } = side;
  if (ref === null || look === null) return null;
  const { answer } = ref;
  return (
    <section className="compare-side" aria-label={title}>
      <h2>{title}</h2>
      <div className="stack">
        <h3>{t("sentence.heading")}</h3>
        <p>{look.text}</p>
        {ref.text.trim() === "" ? null : (
          <p className="small quiet">{t("compare.your-words", { text: ref.text })}</p>
        )}
      </div>
      <div className="stack">
        <h3>{t("match.heading")}</h3>
        {answer === null ? null : (
          <p className="small quiet">{t("compare.when-sealed", { at: moment(answer.seal.at) })}</p>
        )}
        <Counts report={answer?.match ?? look.match} />
      </div>
      <div className="stack">
        <h3>{t("compare.answer")}</h3>
        {answer === null ? (
          <p className="quiet">{t("compare.not-asked")}</p>
        ) : (
          <>
            <p>
              <Link href={addresses.answer(answer.id)}>{answer.sentence}</Link>
            </p>
            <p className="small quiet">{t("compare.caveats", { count: answer.caveats.length })}</p>
          </>
        )}
      </div>
      <div>
        <Link
          href={answer === null ? addresses.draft(ref.id) : addresses.askFrom(answer.id)}
          className="button button-plain"
        >
          {t(answer === null ? "compare.open-draft" : "compare.ask-copy")}
        </Link>
      </div>
    </section>
  );
}
