export type StepText = { day: number; title: string }

/** Steps as one types them: `5: Meet the team; 30: Product and price list`. Gives what cannot be read instead. */
export function readSteps(text: string): { steps: StepText[]; wrong: string | null } {
  const parts = text.split(';').flatMap((part) => part.trim() || [])
  const read = parts.map((part) => /^(\d{1,4})\s*:\s*(.+)$/.exec(part))
  const wrong = parts.find((_, at) => read[at] === null)
  if (wrong !== undefined) return { steps: [], wrong: `"${wrong}" is not a day, a colon and a title.` }
  return { steps: read.map((found) => ({ day: Number(found![1]), title: found![2]!.trim() })), wrong: null }
}

/** Steps as they are typed. */
export function writeSteps(steps: readonly StepText[]): string {
  return steps.map(({ day, title }) => `${day}: ${title}`).join('; ')
}

/** A ramp as one types it in per cent: `10; 25; 50; 100`. */
export function readRamp(text: string): { ramp: number[]; wrong: string | null } {
  const parts = text.split(/[;\s]+/).flatMap((part) => part.replace('%', '').trim() || [])
  const wrong = parts.find((part) => !/^\d{1,3}([.,]\d+)?$/.test(part))
  if (parts.length === 0) return { ramp: [], wrong: 'A ramp has one share or more, in per cent.' }
  if (wrong !== undefined) return { ramp: [], wrong: `"${wrong}" is no share in per cent.` }
  return { ramp: parts.map((part) => Number(part.replace(',', '.')) / 100), wrong: null }
}

/** A ramp as it is typed. */
export function writeRamp(ramp: readonly number[]): string {
  return ramp.map((share) => String(Math.round(share * 1000) / 10)).join('; ')
}
