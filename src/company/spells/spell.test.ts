import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planChange, runsOn, type Spell } from './spell.ts'

const first: Spell = { id: '1', of: 'ada', startsOn: '2025-01-01', endsOn: '2026-01-01' }
const second: Spell = { id: '2', of: 'bob', startsOn: '2026-01-01', endsOn: null }

describe('a change of manager or team from a day on', () => {
  test('ends the spell that runs on that day and starts another', () => {
    expect(planChange([first, second], { from: '2026-07-01', to: 'cleo' })).toEqual({
      kind: 'change',
      end: second,
      remove: null,
      reopen: null,
      start: true,
    })
  })

  test('replaces a spell that begins on that very day', () => {
    expect(planChange([first, second], { from: '2026-01-01', to: 'cleo' })).toMatchObject({ end: null, remove: second })
  })

  test('taken back on the same day leaves one spell unbroken', () => {
    const mistaken: Spell = { id: '3', of: 'cleo', startsOn: '2026-07-01', endsOn: null }
    const ended = { ...second, endsOn: '2026-07-01' }
    expect(planChange([first, ended, mistaken], { from: '2026-07-01', to: 'bob' })).toEqual({
      kind: 'change',
      end: null,
      remove: mistaken,
      reopen: ended,
      start: false,
    })
  })

  test('is refused where a later spell stands, and names it', () => {
    expect(planChange([first, second], { from: '2025-06-01', to: 'cleo' })).toEqual({ kind: 'refused', later: second })
  })

  test('to nobody only ends what runs; to the same as now changes nothing', () => {
    expect(planChange([second], { from: '2026-07-01', to: null })).toMatchObject({ end: second, start: false })
    expect(planChange([second], { from: '2026-07-01', to: 'bob' })).toEqual({ kind: 'unchanged' })
    expect(planChange([], { from: '2026-07-01', to: null })).toEqual({ kind: 'unchanged' })
  })

  test('starts in a gap after a spell that has ended', () => {
    expect(planChange([first], { from: '2026-07-01', to: 'bob' })).toMatchObject({
      end: null,
      remove: null,
      reopen: null,
      start: true,
    })
  })
})

const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))

test('whatever is asked in whatever order, spells never overlap and the last accepted wish holds from its day on', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ from: day, to: fc.option(fc.constantFrom('a', 'b', 'c')) }), { maxLength: 12 }),
      (wishes) => {
        let spells: Spell[] = []
        for (const [at, wish] of wishes.entries()) {
          const next = applied(spells, { id: String(at), ...wish })
          if (!next) continue
          spells = next
          expect(spells.find((spell) => runsOn(spell, wish.from))?.of ?? null).toBe(wish.to)
          expect(spells.find((spell) => runsOn(spell, '2099-01-01'))?.of ?? null).toBe(wish.to)
        }
        const sorted = [...spells].sort((x, y) => (x.startsOn < y.startsOn ? -1 : 1))
        for (const [at, spell] of sorted.entries()) {
          const later = sorted[at + 1]
          if (later) expect(spell.endsOn !== null && spell.endsOn <= later.startsOn).toBe(true)
          if (spell.endsOn) expect(spell.endsOn > spell.startsOn).toBe(true)
        }
      },
    ),
  )
})

function applied(spells: Spell[], wish: { id: string; from: string; to: string | null }): Spell[] | null {
  const plan = planChange(spells, wish)
  if (plan.kind === 'refused') return null
  if (plan.kind === 'unchanged') return spells
  const kept = spells
    .filter((spell) => spell !== plan.remove)
    .map((spell) => (spell === plan.end ? { ...spell, endsOn: wish.from } : spell))
    .map((spell) => (spell.id === plan.reopen?.id ? { ...spell, endsOn: null } : spell))
  return plan.start && wish.to ? [...kept, { id: wish.id, of: wish.to, startsOn: wish.from, endsOn: null }] : kept
}
