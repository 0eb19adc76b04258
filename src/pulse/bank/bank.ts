import { companyQuestions } from './company-questions.ts'
import { workQuestions } from './work-questions.ts'

/** One line of the bank: a statement to agree with on 5 points. */
export type BankLine = { id: string; driver: Driver; en: string; de: string; reversed?: true }

export type Driver = keyof typeof drivers
export type Kind = 'recommend' | 'agree' | 'comment'

/** A question as a survey asks it. */
export type Question = { id: string; kind: Kind; driver: string; reversed: boolean; en: string; de: string | null }

/** What a question asks about, in English and German. */
export const drivers = {
  loyalty: { en: 'Loyalty', de: 'Verbundenheit' },
  workload: { en: 'Workload', de: 'Arbeitslast' },
  recognition: { en: 'Recognition', de: 'Anerkennung' },
  growth: { en: 'Growth', de: 'Entwicklung' },
  manager: { en: 'My manager', de: 'Meine Führungskraft' },
  team: { en: 'Team', de: 'Team' },
  clarity: { en: 'Clear goals', de: 'Klare Ziele' },
  tools: { en: 'Tools and data', de: 'Werkzeuge und Daten' },
  pay: { en: 'Pay', de: 'Vergütung' },
  belonging: { en: 'Belonging', de: 'Zugehörigkeit' },
  direction: { en: 'Direction', de: 'Richtung' },
  voice: { en: 'In their own words', de: 'In eigenen Worten' },
} as const

/** The question of the employee net promoter score. */
export const RECOMMEND_ID = 'recommend'

const asked: readonly Question[] = [
  {
    id: RECOMMEND_ID,
    kind: 'recommend',
    driver: 'loyalty',
    reversed: false,
    en: 'How likely is it that you would recommend working here to a friend?',
    de: 'Wie wahrscheinlich ist es, dass du Freunden empfiehlst, hier zu arbeiten?',
  },
  comment('comment-change', 'What should we change first?', 'Was sollten wir als Erstes ändern?'),
  comment('comment-keep', 'What should stay as it is?', 'Was soll so bleiben, wie es ist?'),
]

/** Every question of the bank; none of them is an eleventh of a survey, since a survey has at most ten. */
export const bank: readonly Question[] = [
  ...asked,
  ...[...workQuestions, ...companyQuestions].map(
    ({ id, driver, en, de, reversed = false }): Question => ({ id, kind: 'agree', driver, reversed, en, de }),
  ),
]

function comment(id: string, en: string, de: string): Question {
  return { id, kind: 'comment', driver: 'voice', reversed: false, en, de }
}
