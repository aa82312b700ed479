import { TextField } from "../../parts/field.tsx";
import { useText } from "../../text/language.tsx";
import type { WordFields } from "./word-draft.ts";

type FieldFault = { readonly fault?: string };

/** What a concept is called and how it is explained in one language. */
export function LanguageFields({
  title,
  fields,
  onChange,
  isFirst,
  faults,
}: {
  readonly title: string;
  readonly fields: WordFields;
  readonly onChange: (fields: WordFields) => void;
  readonly isFirst: boolean;
  readonly faults?: { readonly label: FieldFault; readonly forms: FieldFault };
}) {
  const { t } = useText();
  return (
    <fieldset className="word-part">
      <legend>{title}</legend>
      <div className="word-pair">
        <TextField
          label={t("words.label")}
          {...(isFirst ? { hint: t("words.label-hint") } : {})}
          value={fields.label}
          onChange={(label) => onChange({ ...fields, label })}
          autoFocus={isFirst}
          maxLength={200}
          {...faults?.label}
        />
        <TextField
          label={t("words.definition")}
          {...(isFirst ? { hint: t("words.definition-hint") } : {})}
          value={fields.definition}
          onChange={(definition) => onChange({ ...fields, definition })}
          maxLength={1000}
        />
      </div>
      <TextField
        label={t("words.forms")}
        {...(isFirst ? { hint: t("words.forms-hint") } : {})}
        value={fields.forms}
        onChange={(forms) => onChange({ ...fields, forms })}
        lines={3}
        maxLength={4000}
        {...faults?.forms}
      />
    </fieldset>
  );
}
