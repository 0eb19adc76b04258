import type { Stage } from '../stages/contract.ts'

/** What each forecast category says of a deal. */
export const categoryMeanings: Record<Stage['forecastCategory'], string> = {
  pipeline: 'Open, and too early to count on in this period.',
  'best case': 'It may close in this period if all goes well.',
  commit: 'The owner stands by it: it will close in this period.',
  closed: 'Won.',
  omitted: 'Left out of what is open for a goal: lost, or not to be counted on.',
}

/** What the probability of a stage is. */
export const probabilityMeaning =
  'The share of the deals in this stage that you take to be won in the end: your own estimate, the same for every deal in the stage.'

/** Typed per cent (`12.5`) as an exact share (`0.125`); null when it is no per cent from 0 to 100 with two decimals. */
export function shareOf(percent: string): string | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2})0*)?$/.exec(percent)
  if (!match) return null
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return hundredths <= 10_000 ? String(hundredths / 10_000) : null
}

/** An exact share (`0.125`) as per cent (`12.5`). */
export function percentOf(share: string): string {
  return String(Math.round(Number(share) * 10_000) / 100)
}

/** What is wrong with a per cent that `shareOf` refused. */
export function noPercent(typed: string | null): string {
  return `${typed} is no probability in per cent. Write a number from 0 to 100, with at most two decimals.`
}

/** The places a stage can take among all stages of its pipeline, in the words of a list. */
export function placesOf(stage: Stage, among: Stage[]): { value: string; label: string }[] {
  const others = among.filter(({ id }) => id !== stage.id)
  return among.map(({ position }, at) => ({
    value: String(position),
    label: at === 0 ? 'First' : `After ${others[at - 1]?.name}`,
  }))
}
