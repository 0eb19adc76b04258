import type { Field, Fields } from '../model/fields.ts'
import type { ProblemList } from './problem.ts'

/** The solver works to about nine digits; figures further apart than that cannot all be heeded. */
const digits = 1e9
const large = 1e8

interface Extreme {
  readonly path: string
  readonly value: number
}

/** Money so many times dearer than the next lower figure counts as "never" (see `neverPrices`). */
const never = 1e6

/** Warns of figures so large, or so far apart, that the solver works on scaled ones and small ones drown beside large ones; limits may be huge. */
export function checkScale(input: { model: object; fields: Fields; list: ProblemList }): undefined {
  const { model, fields, list } = input
  const most = new Map<Scale, Extreme>()
  const least = new Map<Scale, Extreme>()
  const sizes = { quantities: new Set<number>(), money: new Set<number>() }
  walk('', model as Record<string, unknown>, fields)
  for (const scale of ['quantities', 'money'] as const) {
    const [high, low] = [most.get(scale), least.get(scale)]
    if (!high || !low) continue
    if (scale === 'money' && hasStep(sizes.money))
      list.warning(
        high.path,
        high.value,
        'is so far above other money that it counts as "never": the plan has as little of it as can be, whatever that costs',
        'leave the choice out where it must never be (no lostSaleCost, no overtime), or write what it really costs',
      )
    else if (high.value / low.value > digits)
      list.warning(
        high.path,
        high.value,
        `is ${(high.value / low.value).toExponential(0)} times ${low.path} (${low.value}): beside it, so small a figure cannot be heeded`,
        'use one unit that suits both, write 0 for what does not matter, or leave a limit out instead of writing a huge one',
      )
    else if (high.value > large)
      list.warning(
        high.path,
        high.value,
        `is very large; the solver works on ${scale} divided by a power of two, and the plan is exact to about nine digits`,
        scale === 'money' ? 'write money in thousands' : 'use a larger unit (thousands, tonnes)',
      )
  }

  function walk(path: string, row: Record<string, unknown>, of: Fields): undefined {
    for (const [name, field] of Object.entries(of)) {
      const held = row[name]
      if (held !== undefined) look(path ? `${path}.${name}` : name, name, held, field)
    }
  }

  function look(path: string, name: string, held: unknown, field: Field): undefined {
    if (field.kind === 'table' && Array.isArray(held))
      held.forEach((row, i) => {
        if (typeof row === 'object' && row !== null) walk(`${path}[${i}]`, row, field.of)
      })
    else if (field.kind === 'record') walk(path, held as Record<string, unknown>, field.of)
    else if (field.kind === 'number' || field.kind === 'series') {
      const scale = scaleOf(name)
      if (scale && typeof held === 'number') see(path, scale, held)
      else if (scale && Array.isArray(held))
        held.forEach((each, t) => {
          if (typeof each === 'number') see(`${path}[${t}]`, scale, each)
        })
    }
  }

  function see(path: string, scale: Scale, value: number): undefined {
    const size = Math.abs(value)
    if (size === 0) return
    sizes[scale].add(size)
    if (size > (most.get(scale)?.value ?? 0)) most.set(scale, { path, value: size })
    if (size < (least.get(scale)?.value ?? Number.POSITIVE_INFINITY)) least.set(scale, { path, value: size })
  }
}

type Scale = 'quantities' | 'money'

/** Whether figures leave so wide a step free that those above it can only mean "never". */
function hasStep(sizes: ReadonlySet<number>): boolean {
  const sorted = [...sizes].sort((a, b) => a - b)
  return sorted.some((each, k) => k > 0 && each > sorted[k - 1]! * never)
}

const quantities = /^(quantity|opening|openingBacklog|safetyStock|commitment|min)$/

function scaleOf(name: string): Scale | undefined {
  if (/[cC]ost|^price$|^wage$|^endValue$/.test(name)) return 'money'
  return quantities.test(name) ? 'quantities' : undefined
}
