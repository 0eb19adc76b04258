const near = ['en-US', 'en-GB', 'de-DE', 'de-AT', 'de-CH', 'fr-FR', 'fr-CH', 'es-ES', 'es-MX', 'it-IT', 'nl-NL']
const more = ['pt-BR', 'pt-PT', 'sv-SE', 'nb-NO', 'da-DK', 'fi-FI', 'pl-PL', 'cs-CZ', 'hu-HU', 'tr-TR']
const far = ['ja-JP', 'ko-KR', 'zh-CN', 'zh-TW', 'hi-IN', 'en-IN', 'en-AU', 'en-CA', 'fr-CA', 'en-ZA', 'he-IL']

/** The locales a company may write its numbers and dates in; each is read back as it is written. */
export const offeredLocales: readonly string[] = [...near, ...more, ...far]
