/** A dated fact about a person: whom they report to, or which team they belong to, from `startsOn` until before `endsOn`. */
export type Spell = { id: string; of: string; startsOn: string; endsOn: string | null }

/** What has to be written so that another manager or team holds from a day on. */
export type SpellChange =
  | { kind: 'unchanged' }
  | { kind: 'refused'; later: Spell }
  | { kind: 'change'; end: Spell | null; remove: Spell | null; reopen: Spell | null; start: boolean }

/**
 * Plans a change from a day on. The spell that runs on that day ends there; one that begins on that very day was
 * a mistake and is replaced; one that begins later stands in the way, because history must not be overwritten unseen.
 * Where the same held until that very day it goes on unbroken, so that taking a change back leaves no seam.
 */
export function planChange(spells: readonly Spell[], { from, to }: { from: string; to: string | null }): SpellChange {
  const later = spells.filter((spell) => spell.startsOn > from).sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0]
  if (later) return { kind: 'refused', later }
  const running = spells.find((spell) => runsOn(spell, from)) ?? null
  if (running === null && to === null) return { kind: 'unchanged' }
  if (running !== null && running.of === to && running.endsOn === null) return { kind: 'unchanged' }
  const isReplaced = running !== null && running.startsOn === from
  const reopen = spells.find((spell) => spell.endsOn === from && spell.of === to) ?? null
  return {
    kind: 'change',
    end: isReplaced ? null : running,
    remove: isReplaced ? running : null,
    reopen,
    start: to !== null && reopen === null,
  }
}

/** Whether a spell covers a day. */
export function runsOn({ startsOn, endsOn }: Pick<Spell, 'startsOn' | 'endsOn'>, day: string): boolean {
  return startsOn <= day && (endsOn === null || day < endsOn)
}
