/** What the survey page says, in the reader's language. */
export const words = {
  en: {
    answering: (people: number, cell: string, company: string) =>
      `You answer as one of ${people} people (${cell}) of ${company}. Answers of this group are only ever counted together.`,
    hidden: (k: number, commentK: number) =>
      `Nothing is shown before the close, and never for fewer than ${k} answers; comments not for fewer than ${commentK}.`,
    claim:
      'Nobody with the database, its backups or the logs can tell which answer is yours, and nobody can answer twice.',
    limits:
      'What this cannot protect you from: an operator who changes the code of this page, or who records the live traffic.',
    how: 'How this works',
    recommendEnds: ['not at all', 'extremely'] as const,
    fives: ['Disagree strongly', 'Disagree', 'Neither', 'Agree', 'Agree strongly'] as const,
    noMiddle: 'From 1 to 10 there is no neutral middle: 7 and 8 count as passive.',
    optional: 'Optional. Names and details can tell who you are.',
    send: 'Send answers',
    skip: 'You may leave out any question.',
    thanks: 'Counted. Thank you.',
    thanksMore: 'The results come after the close; until then nobody sees any of them.',
    verify: 'See the audit of this round',
    replyCode: 'Keep this code to read replies to your comment. It is nowhere else:',
    toThread: 'Read replies to a comment of yours',
    threadTitle: 'Your comment',
    threadHow: 'Enter the code that you kept. Nobody learns who you are: this page sends no cookie and no name.',
    threadCode: 'Code of your comment',
    read: 'Read',
    noReplies: 'Nobody has replied yet.',
    you: 'You',
    team: 'The team',
    answerBack: 'Answer, still unknown',
    answerLater: 'The team sees it a random 1 to 24 hours later, so that the time tells nothing.',
    sendReply: 'Send',
    keptReply: 'Sent. Still unknown.',
    coming: 'This round is not open yet.',
    closed: 'This round is closed. Nothing more is counted.',
    small: 'Your group is smaller than promised, so this page refuses to send your answers.',
    needCode: 'Enter your one-time code, or sign in first.',
    code: 'One-time code',
    go: 'Continue',
    preparing: 'Preparing your anonymous token …',
    again: 'Try again',
    kept: 'Your answers are kept in this browser until they are sent.',
  },
  de: {
    answering: (people: number, cell: string, company: string) =>
      `Du antwortest als eine von ${people} Personen (${cell}) bei ${company}. Antworten dieser Gruppe werden nur zusammen gezählt.`,
    hidden: (k: number, commentK: number) =>
      `Vor dem Ende wird nichts gezeigt, und nie bei weniger als ${k} Antworten; Kommentare nicht bei weniger als ${commentK}.`,
    claim:
      'Niemand mit der Datenbank, ihren Sicherungen oder den Protokollen kann sagen, welche Antwort deine ist, und niemand kann zweimal antworten.',
    limits:
      'Wovor das nicht schützt: vor einem Betreiber, der den Code dieser Seite ändert oder den laufenden Verkehr aufzeichnet.',
    how: 'So funktioniert es',
    recommendEnds: ['gar nicht', 'äußerst'] as const,
    fives: ['Gar nicht', 'Eher nicht', 'Teils, teils', 'Eher ja', 'Voll und ganz'] as const,
    noMiddle: 'Von 1 bis 10 gibt es keine neutrale Mitte: 7 und 8 zählen als passiv.',
    optional: 'Freiwillig. Namen und Einzelheiten können verraten, wer du bist.',
    send: 'Antworten senden',
    skip: 'Du darfst jede Frage auslassen.',
    thanks: 'Gezählt. Danke.',
    thanksMore: 'Die Ergebnisse kommen nach dem Ende; bis dahin sieht sie niemand.',
    verify: 'Zum Prüfbericht dieser Runde',
    replyCode: 'Bewahre diesen Code auf, um Antworten auf deinen Kommentar zu lesen. Er steht sonst nirgends:',
    toThread: 'Antworten auf einen eigenen Kommentar lesen',
    threadTitle: 'Dein Kommentar',
    threadHow:
      'Gib den Code ein, den du aufbewahrt hast. Niemand erfährt, wer du bist: Diese Seite sendet kein Cookie und keinen Namen.',
    threadCode: 'Code deines Kommentars',
    read: 'Lesen',
    noReplies: 'Noch hat niemand geantwortet.',
    you: 'Du',
    team: 'Das Team',
    answerBack: 'Antworten, weiter unbekannt',
    answerLater: 'Das Team sieht es zufällige 1 bis 24 Stunden später, damit die Zeit nichts verrät.',
    sendReply: 'Senden',
    keptReply: 'Gesendet. Weiter unbekannt.',
    coming: 'Diese Runde ist noch nicht offen.',
    closed: 'Diese Runde ist zu Ende. Es wird nichts mehr gezählt.',
    small: 'Deine Gruppe ist kleiner als versprochen; diese Seite sendet deine Antworten deshalb nicht.',
    needCode: 'Gib deinen Einmalcode ein, oder melde dich zuerst an.',
    code: 'Einmalcode',
    go: 'Weiter',
    preparing: 'Dein anonymes Token wird vorbereitet …',
    again: 'Noch einmal versuchen',
    kept: 'Deine Antworten bleiben in diesem Browser, bis sie gesendet sind.',
  },
} as const

export type Language = keyof typeof words
export type Words = (typeof words)[Language]

/** German where the browser asks for it, else English. */
export function languageOf(tags: readonly string[]): Language {
  return tags[0]?.toLowerCase().startsWith('de') ? 'de' : 'en'
}
