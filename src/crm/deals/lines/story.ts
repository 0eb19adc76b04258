import type { DealLine, DealLineChange } from './contract.ts'

/** A row of a line as it was written, with who began and who ended it. */
export type WrittenLine = DealLine & {
  rowId: string
  endedAt: string | null
  heldFrom: string
  heldUntil: string | null
  byImport: boolean
  madeBy: string | null
  endedBy: string | null
  endedByImport: boolean
  /** Its own maker ended it: it never was. */
  isTakenBack: boolean
}

/** What happened to the lines of a deal, newest first. The rows come in the order in which they were recorded. */
export function lineChanges(rows: readonly WrittenLine[]): DealLineChange[] {
  const changes: DealLineChange[] = []
  for (const versions of Map.groupBy(rows, ({ id }) => id).values()) {
    for (const [at, row] of versions.entries()) {
      if (row.heldUntil !== null && row.endedAt === row.changedAt) {
        changes.push(toldLate(row, row.heldUntil))
        continue
      }
      const before = versions[at - 1]
      const replaced =
        before !== undefined && !before.isTakenBack && (before.endedAt === row.changedAt || row.isTakenBack)
      if (replaced && before.heldUntil !== null && isSame(before, row)) {
        changes.push(goneForAWhile(before, row))
        continue
      }
      changes.push({
        ...{ id: row.rowId, at: row.changedAt, who: row.madeBy, byImport: row.byImport, itemName: row.itemName },
        ...{
          what: replaced ? 'changed' : 'added',
          from: replaced ? lineOf(before) : null,
          to: lineOf(row),
          held: null,
        },
      })
      const isReplaced = versions[at + 1]?.changedAt === row.endedAt
      if (row.endedAt !== null && (row.isTakenBack || !isReplaced)) changes.push(ended(row, row.endedAt))
    }
  }
  return changes.toSorted((a, b) => b.at.localeCompare(a.at))
}

function ended(row: WrittenLine, at: string): DealLineChange {
  return {
    ...{ id: row.rowId, at, who: row.endedBy, byImport: row.endedByImport, itemName: row.itemName },
    ...{ what: row.isTakenBack ? 'taken back' : 'removed', from: lineOf(row), to: null, held: null },
  }
}

/** What was told after a later change was known: it held for a while, and stands no more. */
function toldLate(row: WrittenLine, until: string): DealLineChange {
  return {
    ...{ id: row.rowId, at: row.changedAt, who: row.madeBy, byImport: row.byImport, itemName: row.itemName },
    ...{ what: 'added', from: null, to: lineOf(row), held: { from: row.heldFrom, until } },
  }
}

/** What goes on behind something that was told late: meanwhile it was not there. */
function goneForAWhile(before: WrittenLine, row: WrittenLine): DealLineChange {
  return {
    ...{ id: row.rowId, at: row.changedAt, who: row.madeBy, byImport: row.byImport, itemName: row.itemName },
    ...{ what: 'removed', from: lineOf(before), to: null, held: { from: before.heldUntil!, until: row.heldFrom } },
  }
}

const facts = ['itemId', 'quantity', 'unitPrice', 'discount', 'amountMinor', 'shipsOn', 'externalId'] as const

function isSame(a: WrittenLine, b: WrittenLine): boolean {
  return facts.every((fact) => a[fact] === b[fact])
}

function lineOf(row: WrittenLine): DealLine {
  const {
    rowId: _,
    heldFrom,
    heldUntil,
    endedAt: __,
    byImport: ___,
    madeBy: ____,
    endedBy: _____,
    endedByImport,
    isTakenBack,
    ...line
  } = row
  return line
}
