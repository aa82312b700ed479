import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { I18nProvider } from "react-aria-components";
import type { Preferences } from "../../shared/api.ts";
import { en } from "./en/index.ts";
import { writeDay, writeList, writeMoment, writeNumber } from "./format.ts";
import { fr } from "./fr/index.ts";
import { type Filling, fill } from "./message.ts";

export type MessageKey = keyof typeof en;
export type Language = Preferences["language"];

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", fr: "fr-FR" };

/** The words of a language: `t` for messages, the rest for values. */
export type TextTools = {
  readonly language: Language;
  readonly locale: string;
  readonly t: (key: MessageKey, filling?: Filling) => string;
  readonly day: (day: string) => string;
  readonly moment: (moment: string) => string;
  readonly number: (value: number) => string;
  readonly list: (items: readonly string[]) => string;
};

/** Makes the text tools of a language. A message that is not translated yet is shown in English. */
export function textTools(language: Language): TextTools {
  const locale = LOCALES[language];
  const translated = language === "fr" ? fr : {};
  return {
    language,
    locale,
    t: (key, filling = {}) =>
      fill(translated[key] ?? en[key], filling, translated[key] === undefined ? LOCALES.en : locale),
    day: (day) => writeDay(day, locale),
    moment: (moment) => writeMoment(moment, locale),
    number: (value) => writeNumber(value, locale),
    list: (items) => writeList(items, locale),
  };
}

const TextContext = createContext<TextTools>(textTools("en"));

/** Gives everything below it the words of a language. */
export function LanguageProvider({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  const tools = useMemo(() => textTools(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <I18nProvider locale={tools.locale}>
      <TextContext value={tools}>{children}</TextContext>
    </I18nProvider>
  );
}

/** The words of the chosen language. */
export const useText = (): TextTools => useContext(TextContext);
