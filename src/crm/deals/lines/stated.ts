/** All that a line is, as somebody states the whole of a deal's lines. */
export type StatedLine = {
  externalId: string | null
  itemId: string
  quantity: string
  unitPrice: string | null
  discount: string | null
  amountMinor: number
  shipsOn: string | null
}

/** A line that is known here. */
export type KnownLine = StatedLine & { rowId: string; id: string }

/**
 * Which of the known lines each stated one is: by its id, else of the same item and ship date, else of the same item, each once.
 * In the order of the stated ones, null for new ones; a known line without a partner is gone.
 */
export function pairedLines(stated: readonly StatedLine[], known: readonly KnownLine[]): (KnownLine | null)[] {
  const free = new Set(known)
  const found = new Map<StatedLine, KnownLine>()
  for (const isSame of [byId, byDay, byItem]) {
    for (const line of stated) {
      if (found.has(line)) continue
      const partner = known.find((each) => free.has(each) && isSame(line, each))
      if (!partner) continue
      found.set(line, partner)
      free.delete(partner)
    }
  }
  return stated.map((line) => found.get(line) ?? null)
}

/** Whether two say the same; a line that was told without an id keeps the one it has. */
export function saysSame(stated: StatedLine, known: StatedLine): boolean {
  return (
    stated.itemId === known.itemId &&
    stated.quantity === known.quantity &&
    stated.unitPrice === known.unitPrice &&
    stated.discount === known.discount &&
    stated.amountMinor === known.amountMinor &&
    stated.shipsOn === known.shipsOn &&
    (stated.externalId ?? known.externalId) === known.externalId
  )
}

function byId(stated: StatedLine, known: KnownLine): boolean {
  return stated.externalId !== null && (stated.externalId === known.externalId || stated.externalId === known.id)
}

function byDay(stated: StatedLine, known: KnownLine): boolean {
  return byItem(stated, known) && stated.shipsOn === known.shipsOn
}

/** Lines with ids of their own are never taken for each other. */
function byItem(stated: StatedLine, known: KnownLine): boolean {
  return stated.itemId === known.itemId && (stated.externalId === null || known.externalId === null)
}
