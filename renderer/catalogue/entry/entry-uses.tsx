import { Link } from "wouter";
import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { addresses } from "../../frame/addresses.ts";
import { useText } from "../../text/language.tsx";

/** The answers that rest on a dataset, newest first. */
export function EntryUses({ uses }: { readonly uses: EntryAccount["uses"] }) {
  const { t, moment } = useText();
  if (uses.length === 0) return <p className="small quiet">{t("entry.uses-none")}</p>;
  return (
    <ul className="stack">
      {uses.map(({ id, sentence, text, at }) => (
        <li key={id}>
          <Link href={addresses.answer(id)}>{sentence === "" ? text : sentence}</Link>
          <p className="small quiet">{moment(at)}</p>
        </li>
      ))}
    </ul>
  );
}
