import {
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from "react-aria-components";
import { slugOf } from "../../../shared/catalogue/propose/words.ts";
import { useText } from "../../text/language.tsx";

export type Word = { readonly id: string; readonly label: string };

/** One of Askline's words, found by typing, or a new word. The value is the word's id; empty: nothing yet. */
export function WordField({
  label,
  hint,
  fault,
  words,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly words: readonly Word[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { t } = useText();
  const shown = words.find(({ id }) => id === value)?.label ?? value.replaceAll("-", " ");
  const typed = (text: string) => {
    const known = words.find((word) => word.label.toLocaleLowerCase() === text.trim().toLocaleLowerCase());
    onChange(known?.id ?? (text.trim() === "" ? "" : slugOf(text)));
  };
  return (
    <ComboBox
      className="field"
      defaultItems={words}
      defaultInputValue={shown}
      allowsCustomValue
      menuTrigger="input"
      onInputChange={typed}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      <Input className="field-input" />
      {hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-fault">{fault}</FieldError>
      <Popover className="popover" offset={4}>
        <ListBox
          className="menu words"
          renderEmptyState={() => <p className="quiet small">{t("choices.none")}</p>}
        >
          {(word: Word) => (
            <ListBoxItem id={word.id} textValue={word.label} className="menu-item">
              {word.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
