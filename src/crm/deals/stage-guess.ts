import { normalHeader } from '#platform/importing/field.ts'
import type { StageMapping } from '#platform/importing/mapping.ts'
import { saysLost, saysOpen, saysWon } from './outcome-words.ts'

/** Where stage words of several CRMs stand in a sale, as patterns in the order of the sale. */
const steps: { pattern: RegExp; probability: number; category: StageMapping['category'] }[] = [
  {
    pattern: /prospe[ck]t|new\b|lead|open|erstkontakt|appointment|nouveau|nuev[oa]|nuov[oa]|nov[oa]\b|nowa?\b/i,
    probability: 0.1,
    category: 'pipeline',
  },
  {
    pattern: /qualif|cualific|kwalif|engag|discover|contacted|needs|bedarf|besoin|necesidad/i,
    probability: 0.2,
    category: 'pipeline',
  },
  {
    pattern: /value|demo|presentation|evaluat|perception|id\.? decision|decisionmaker|decision maker/i,
    probability: 0.4,
    category: 'pipeline',
  },
  {
    pattern: /propos|propuest|quote|angebot|devis|offr?[eè]|oferta|tilbud|nabídka|предложени|提案|見積|报价|報價/i,
    probability: 0.6,
    category: 'best case',
  },
  {
    pattern:
      /negotiat|négocia|negocia|trattativ|onderhandel|f[oö]rhand|review|verhandl|contract|commit|verbal|переговор|交渉|谈判|談判/i,
    probability: 0.8,
    category: 'commit',
  },
]

/**
 * Guesses the order, outcome, forecast category and probability of each stage word. `opening` is the header of the
 * column with the opening day: where it names a stage ("engage_date"), closed deals without history opened there.
 */
export function guessStages(values: string[], opening = ''): StageMapping[] {
  const guessed = [...byWord(values).values()].map((value, index) => ({ value, index, ...guessStage(value) }))
  guessed.sort((a, b) => a.rank - b.rank || a.index - b.index)
  const word = normalHeader(opening).replace(/(date|day|on|datum)$/, '')
  const open = guessed.filter((each) => each.outcome === 'open')
  const first =
    open.find((each) => word.length >= 5 && normalHeader(each.value).startsWith(word.slice(0, -1))) ?? open[0]
  return guessed.map(({ value, outcome, category, probability }, position) => ({
    value,
    stage: value.trim(),
    position: position + 1,
    outcome,
    category,
    probability,
    ...(first?.value === value && { opens: true }),
  }))
}

/** "Won", "won" and "WON " are one word; the first spelling stands. */
function byWord(values: string[]): Map<string, string> {
  const words = new Map<string, string>()
  for (const value of values) if (!words.has(stageWord(value))) words.set(stageWord(value), value)
  return words
}

/** A stage word without capitals and blanks around it. */
export function stageWord(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** What a word beside the stage says became of the deal; undefined where it says nothing of that. */
export function outcomeOf(word: string): 'open' | 'won' | 'lost' | undefined {
  if (saysLost(word) || /^(?:cancell?ed|storniert|dead|dropped|no sale)$/i.test(word.trim())) return 'lost'
  if (saysWon(word)) return 'won'
  return saysOpen(word) ? 'open' : undefined
}

const tellers = ['status', 'is_won', 'is_closed', 'active', 'won_on', 'lost_on']

/**
 * The stages of a file of deals. A file without a stage column has the three that other columns can tell; one that tells
 * won and lost beside the stage gets both where its stage words have none.
 */
export function stagesOfDeals(
  values: string[],
  { opening, fields }: { opening?: string; fields: string[] },
): StageMapping[] {
  const words = fields.includes('stage') ? values : ['Open']
  const stages = guessStages(words, opening)
  const has = (outcome: string) => stages.some((stage) => stage.outcome === outcome)
  const told = !fields.includes('stage') || fields.some((field) => tellers.includes(field))
  const more = [...(told && !has('won') ? ['Won'] : []), ...(told && !has('lost') ? ['Lost'] : [])]
  return more.length > 0 ? guessStages([...words, ...more], opening) : stages
}

function guessStage(value: string): Pick<StageMapping, 'outcome' | 'category' | 'probability'> & { rank: number } {
  if (saysLost(value)) return { outcome: 'lost', category: 'omitted', probability: 0, rank: 101 }
  if (saysWon(value)) return { outcome: 'won', category: 'closed', probability: 1, rank: 100 }
  const at = steps.findIndex((step) => step.pattern.test(value))
  if (at < 0) return { outcome: 'open', category: 'pipeline', probability: 0.3, rank: 2.5 }
  return { outcome: 'open', category: steps[at]!.category, probability: steps[at]!.probability, rank: at }
}

/** Whether a column without a telling header holds stages: few words, and won or lost among them. */
export function looksLikeStages(values: readonly string[]): number {
  const closes = values.some((value) => saysWon(value) || saysLost(value))
  return closes && new Set(values).size <= 20 ? 0.7 : 0
}
