import { useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { useText } from "../text/language.tsx";
import { useAsk } from "./session-provider.tsx";

/** Before anything is typed: what this workspace can answer now, and what it cannot, with what is missing. */
export function Suggestions() {
  const { t } = useText();
  const { dispatch } = useAsk();
  const suggestions = useUseCase("question.suggestions", {}, { keep: true });
  const all = suggestions.data ?? [];
  const can = all.filter(({ missing }) => missing === null);
  const cannot = all.filter(({ missing }) => missing !== null);
  const info = useUseCase("workspace.info", {});
  const today = info.data?.today;
  const build = (asked: string) =>
    dispatch({ do: "build", blank: { version: 1, text: "", asked, kind: "situation", by: [], where: [] } });
  const type = (text: string) => dispatch({ do: "type", text });
  return (
    <div className="suggestions">
      {can.length === 0 ? null : (
        <section className="stack" aria-labelledby="can-heading">
          <h2 id="can-heading">{t("suggest.answerable")}</h2>
          <ul className="suggestion-list">
            {can.map(({ text, crisis }) => (
              <li key={text}>
                <Button loudness="quiet" className="suggestion" onPress={() => type(text)}>
                  <span>{text}</span>
                  {crisis === null ? null : <span className="quiet small">{crisis}</span>}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {cannot.length === 0 ? null : (
        <section className="stack" aria-labelledby="cannot-heading">
          <h2 id="cannot-heading">{t("suggest.unanswerable")}</h2>
          <ul className="suggestion-list">
            {cannot.map(({ text, missing }) => (
              <li key={text}>
                <Button loudness="quiet" className="suggestion" onPress={() => type(text)}>
                  <span>{text}</span>
                  <span className="quiet small">{t("suggest.missing", { missing: missing ?? "" })}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {today === undefined ? null : (
        <div className="suggestion-build">
          <Button loudness="quiet" onPress={() => build(today)}>
            {t("suggest.build")}
          </Button>
        </div>
      )}
    </div>
  );
}
