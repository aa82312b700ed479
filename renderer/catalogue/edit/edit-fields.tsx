import type { Measure } from "../../../shared/catalogue/dataset.ts";
import { rhythmOf } from "../../../shared/catalogue/freshness.ts";
import { Checkbox, type Option, Select } from "../../parts/choice.tsx";
import { NumberField, TextField } from "../../parts/field.tsx";
import { useText } from "../../text/language.tsx";
import { useWords } from "../use-words.ts";
import { claimKey, type EditDraft } from "./edit-draft.ts";

type Props = { readonly draft: EditDraft; readonly onChange: (part: Partial<EditDraft>) => void };

const RHYTHMS = ["daily", "weekly", "monthly", "quarterly", "yearly", "live", "as-needed", "never"] as const;

/** What the dataset is, who answers for it, and how often it is renewed. */
export function GeneralFields({ draft, onChange }: Props) {
  const { t } = useText();
  return (
    <>
      <TextField
        label={t("preview.name")}
        value={draft.title}
        maxLength={500}
        onChange={(title) => onChange({ title })}
        {...(draft.title.trim() === "" ? { fault: t("edit.needed") } : {})}
      />
      <TextField
        label={t("edit.description")}
        lines={4}
        value={draft.description}
        maxLength={20_000}
        onChange={(description) => onChange({ description })}
      />
      <div className="edit-pair">
        <TextField
          label={t("edit.steward")}
          value={draft.steward}
          maxLength={300}
          onChange={(steward) => onChange({ steward })}
        />
        <TextField
          label={t("edit.steward-contact")}
          value={draft.stewardContact}
          maxLength={300}
          onChange={(stewardContact) => onChange({ stewardContact })}
        />
      </div>
      <Select
        label={t("edit.rhythm")}
        value={rhythmWord(draft.rhythm)}
        options={useRhythms(draft.rhythm)}
        onChange={(rhythm) => onChange({ rhythm: rhythm === NOT_STATED ? "" : rhythm })}
      />
    </>
  );
}

const NOT_STATED = "not-stated";

/** The word of the list that means the same as what the entry says; else what it says. */
function rhythmWord(rhythm: string): string {
  if (rhythm === "") return NOT_STATED;
  const same = RHYTHMS.find((word) => JSON.stringify(rhythmOf(word)) === JSON.stringify(rhythmOf(rhythm)));
  return same ?? rhythm;
}

function useRhythms(rhythm: string): readonly Option<string>[] {
  const { t } = useText();
  const now = rhythmWord(rhythm);
  const known = RHYTHMS.map((id) => ({ id, label: t(`rhythm.${id}`) }));
  const other = now === NOT_STATED || known.some(({ id }) => id === now) ? [] : [{ id: now, label: now }];
  return [{ id: NOT_STATED, label: t("edit.rhythm-none") }, ...known, ...other];
}

const ACCESS = ["open", "internal", "restricted", "personal"] as const;

/** Who may use the data, on which ground, and how people in small groups are protected. */
export function RuleFields({ draft, onChange }: Props) {
  const { t } = useText();
  return (
    <>
      <div className="edit-pair">
        <TextField
          label={t("edit.licence")}
          value={draft.licence}
          maxLength={500}
          onChange={(licence) => onChange({ licence })}
        />
        <TextField
          label={t("edit.licence-id")}
          hint={t("edit.licence-id-hint")}
          value={draft.licenceId}
          maxLength={100}
          onChange={(licenceId) => onChange({ licenceId })}
        />
      </div>
      <div className="edit-pair">
        <Select
          label={t("edit.access")}
          value={draft.access}
          options={ACCESS.map((id) => ({ id, label: t(`access.${id}`) }))}
          onChange={(access) => onChange({ access })}
        />
        <NumberField
          label={t("edit.smallest")}
          hint={t("edit.smallest-hint")}
          value={draft.smallestCell}
          minValue={1}
          maxValue={1000}
          step={1}
          onChange={(smallestCell) => {
            if (!Number.isNaN(smallestCell)) onChange({ smallestCell });
          }}
        />
      </div>
      <ProtectionFields draft={draft} onChange={onChange} />
      <TextField
        label={t("edit.legal")}
        value={draft.legalBasis}
        maxLength={2000}
        onChange={(legalBasis) => onChange({ legalBasis })}
      />
    </>
  );
}

/** What happens to small counts of people, where the data are not open. */
function ProtectionFields({ draft: { protection, access }, onChange }: Props) {
  const { t } = useText();
  const change = (part: Partial<typeof protection>) => onChange({ protection: { ...protection, ...part } });
  if (access === "open") return <p className="small quiet">{t("edit.protection-open")}</p>;
  return (
    <fieldset className="edit-group">
      <legend>{t("edit.protection")}</legend>
      <div className="edit-pair">
        <Select
          label={t("edit.protection-how")}
          value={protection.method}
          options={METHODS.map((id) => ({ id, label: t(`edit.protection-${id}`) }))}
          onChange={(method) => change({ method })}
        />
        {protection.method === "round" ? (
          <NumberField
            label={t("edit.protection-base")}
            hint={t("edit.protection-base-hint")}
            value={protection.base}
            minValue={2}
            maxValue={1000}
            step={1}
            onChange={(base) => {
              if (!Number.isNaN(base)) change({ base });
            }}
          />
        ) : null}
      </div>
      <Checkbox isOn={protection.zeros === "show"} onChange={(on) => change({ zeros: on ? "show" : "hide" })}>
        {t("edit.protection-zeros")}
      </Checkbox>
    </fieldset>
  );
}

const METHODS = ["suppress", "round"] as const;

/** For which of the things it measures it is the designated source. */
export function ClaimFields({
  draft,
  onChange,
  measures,
}: Props & { readonly measures: readonly Measure[] }) {
  const { conceptName, subjectName } = useWords();
  const things = new Map(measures.map((measure) => [claimKey(measure), measure]));
  for (const key of draft.authoritative) {
    const [concept = "", subject = ""] = key.split(" ");
    const found = measures.find((measure) => measure.concept === concept && subject === "");
    if (!things.has(key) && found) {
      const { subject: _, ...rest } = found;
      things.set(key, rest);
    }
  }
  return (
    <div>
      {[...things].map(([key, { concept, subject }]) => (
        <Checkbox
          key={key}
          isOn={draft.authoritative.includes(key)}
          onChange={(on) =>
            onChange({
              authoritative: on
                ? [...draft.authoritative, key]
                : draft.authoritative.filter((kept) => kept !== key),
            })
          }
        >
          {[conceptName(concept), subject === undefined ? null : subjectName(subject)]
            .filter(Boolean)
            .join(", ")}
        </Checkbox>
      ))}
    </div>
  );
}
