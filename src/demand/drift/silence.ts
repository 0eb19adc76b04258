import { formatDay, parseDay } from '@drumbeat/periods'

/** Since when nothing comes, how long already, and how likely that is by chance. */
export type Silence = { since: string; long: number; chance: number }

/** A silence less likely than this by chance has a cause. */
const tooRare = 1e-3
const tooRareOfDays = 1e-4
/** Three months without an order are the fewest that say anything. */
const fewestMonths = 3
const fewestSold = 6
/** A silence that begins longer ago is history, not news. */
const newsMonths = 12

/**
 * Whether an item stopped being ordered: no month of the silence is likely by the same months of earlier years, as far as these and
 * the item's share of months with orders tell. `sold` are the indices of the months with orders, `closed` how many are over.
 */
export function endedSince({
  sold,
  closed,
}: {
  sold: readonly number[]
  closed: number
}): { at: number; long: number; chance: number } | null {
  const months = [...new Set(sold)].filter((at) => at < closed).sort((a, b) => a - b)
  const first = months[0]
  const last = months.at(-1)
  if (first === undefined || last === undefined || months.length < fewestSold) return null
  const long = closed - 1 - last
  if (long < fewestMonths || long > newsMonths) return null
  const usual = months.length / (last - first + 1)
  const held = new Set(months)
  let chance = 1
  for (let at = last + 1; at < closed; at++) {
    let [years, with_] = [0, 0]
    for (let before = at - 12; before >= first; before -= 12) {
      if (before > last) continue
      years++
      if (held.has(before)) with_++
    }
    chance *= 1 - (with_ + usual) / (years + 1 + (1 - usual) * 0.5)
  }
  return chance < tooRare ? { at: last + 1, long, chance } : null
}

/** A gap must be so much longer than any before it: feasts and holidays have made gaps too. */
const beyondGap = 1.5
/** Before this many days with orders nobody can tell what is usual. */
const fewestDays = 12

/**
 * Whether something that came day by day stopped coming, though the days since its last one are those on which it usually came.
 * `days` are those on which it came, ascending; `through` the last day on which it could have.
 */
export function feedStopped({ days, through }: { days: readonly string[]; through: string }): Silence | null {
  if (days.length < fewestDays) return null
  const at = days.map((day) => parseDay(day)!)
  const [first, last, end] = [at[0]!, at.at(-1)!, parseDay(through)!]
  const gaps = at.slice(1).map((day, i) => day - at[i]!)
  const long = end - last
  if (long <= beyondGap * Math.max(...gaps)) return null
  const came = new Set(at)
  const shares = Array.from({ length: 7 }, (_, weekday) => {
    let [all, with_] = [0, 0]
    for (let day = first; day <= last; day++) {
      if (day % 7 !== weekday) continue
      all++
      if (came.has(day)) with_++
    }
    return (with_ + 0.5) / (all + 1)
  })
  let chance = 1
  for (let day = last + 1; day <= end; day++) chance *= 1 - shares[day % 7]!
  return chance < tooRareOfDays ? { since: formatDay(last + 1), long, chance } : null
}
