import { Link } from "wouter";
import { addresses } from "../frame/addresses.ts";
import { useText } from "../text/language.tsx";

/** So many are linked by name; the rest is counted. */
const MOST = 8;

/** Entries of the ledger that an observation rests on, each with the way to it. */
export function Mentioned({ label, ids }: { readonly label: string; readonly ids: readonly string[] }) {
  const { t } = useText();
  if (ids.length === 0) return null;
  return (
    <p className="small row">
      {label}:
      {ids.slice(0, MOST).map((id) => (
        <Link key={id} href={addressOfEntry(id)}>
          {id}
        </Link>
      ))}
      {ids.length > MOST ? <span>{t("review.and-more", { count: ids.length - MOST })}</span> : null}
    </p>
  );
}

/** Ids say what they name: A- an answer, RQ- a request, Q- and D- what has a life; all else is a dataset. */
function addressOfEntry(id: string): string {
  if (id.startsWith("A-")) return addresses.answer(id);
  if (id.startsWith("RQ-")) return addresses.request(id);
  return id.startsWith("Q-") || id.startsWith("D-") ? addresses.life(id) : addresses.dataset(id);
}
