import type { Answer } from "../../shared/answer/answer.ts";
import { useText } from "../text/language.tsx";

/** The queries as they ran, for the analyst. */
export function SqlView({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  return (
    <div className="stack">
      <p className="small quiet">
        {t("answer.sql-intro")} {t("answer.sql-engine", answer.engine)}
      </p>
      {answer.queries.map(({ name, sql, params }) => (
        <section key={name} className="stack">
          <h2>{name}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard. */}
          <pre className="sql" tabIndex={0}>
            <code>{sql}</code>
          </pre>
          {params.length === 0 ? null : (
            <p className="small">
              {t("answer.sql-params")}: <code>{params.map((value) => JSON.stringify(value)).join(", ")}</code>
            </p>
          )}
        </section>
      ))}
    </div>
  );
}
