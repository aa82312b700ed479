import { useLocation } from "wouter";
import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { problemOf } from "../../data/bridge.ts";
import { useDo } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";

/** What can be done with an entry: approve it as it is, change it. */
export function EntryActions({ account }: { readonly account: EntryAccount }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const approve = useDo("catalogue.approve", ["catalogue.entry"]);
  const { dataset, entrySha256, approval, editable } = account;
  if (!editable) return null;
  const isApproved = approval?.current ?? false;
  const mark = (approved: boolean) => approve.mutate({ id: dataset.id, entrySha256, approved });
  return (
    <>
      {approve.isError ? <ProblemNote problem={problemOf(approve.error)} /> : null}
      <Button isBusy={approve.isPending} onPress={() => mark(!isApproved)}>
        {t(isApproved ? "entry.approve-take-back" : "entry.approve")}
      </Button>
      <Button loudness="main" onPress={() => navigate(`${addresses.dataset(dataset.id)}&edit`)}>
        {t("entry.edit")}
      </Button>
    </>
  );
}
