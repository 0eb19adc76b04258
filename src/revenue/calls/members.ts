import type { Attainment } from '#goals/schema.ts'
import type { Book } from './book.sql.ts'
import type { Member } from './roll-up.ts'

/**
 * The people of the roll-up: those with a goal, a deal or reports. A call of own deals is asked of everybody who has open or
 * closed deals of their own, and of everybody with a goal and no reports.
 */
export function membersOf(given: {
  attainment: Attainment
  books: readonly Book[]
  gone: ReadonlySet<string>
}): Member[] {
  const { attainment, books, gone } = given
  const byOwner = new Map(books.map((book) => [book.ownerId, book]))
  return attainment.people.map(({ subjectId, name, managerId, quotaMinor, isRollUp }) => {
    const personId = subjectId!
    const book = byOwner.get(personId) ?? { closedMinor: 0, openMinor: 0, openDeals: 0, sharedDeals: 0 }
    const sells =
      book.openDeals > 0 || book.openMinor !== 0 || book.closedMinor !== 0 || (quotaMinor !== null && !isRollUp)
    const { closedMinor, openMinor, openDeals, sharedDeals } = book
    return {
      personId,
      name,
      managerId,
      quotaMinor,
      closedMinor,
      openMinor,
      openDeals,
      sharedDeals,
      expected: sells && !gone.has(personId),
    }
  })
}
