import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { crmContract } from '#crm/contract.ts'
import { keptFieldName } from '#platform/kept/kept.ts'
import { call } from '#platform/ui/call.ts'
import type { OnEdit } from '#platform/ui/grid/use-edits.ts'
import { type RowChange, writeRows } from '#platform/ui/grid/write-rows.ts'
import { refresh } from '#platform/ui/refresh.ts'
import type { DealChanges, DealRow } from '../deals/contract.ts'

/** Writes what was edited in the list of deals, deal by deal; undo takes back the edits themselves, so the history says so. */
export function useDealsEdit(): OnEdit<DealRow> {
  const cache = useQueryClient()
  /** Deal -> when it was last changed from here, which the list may not know yet. */
  const changed = useRef(new Map<string, string>())

  async function change({ id, row, values }: RowChange<DealRow>): Promise<() => Promise<unknown>> {
    const known = changed.current.get(id)
    const changedAt = known && known > row.changedAt ? known : row.changedAt
    const reply = await call(crmContract.changeDeal, {
      params: { id },
      body: { changedAt, changes: changesOf(values) },
    })
    changed.current.set(id, reply.changedAt)
    return async () => {
      const undone = await call(crmContract.undoDealEdit, { params: { id }, body: { recordedAt: reply.changedAt } })
      changed.current.set(id, undone.changedAt)
      refresh(cache, ['crm'])
    }
  }

  return async (changes) => {
    const outcome = await writeRows(changes, change)
    refresh(cache, ['crm'])
    return outcome
  }
}

/** The columns of the list as the fields of a deal. */
function changesOf({ amount, expectedClose, stage, owner, ...others }: RowChange<DealRow>['values']): DealChanges {
  const fields = Object.entries(others).flatMap(([column, value]) => {
    const name = keptFieldName(column)
    return name === undefined ? [] : [[name, value === null ? null : String(value)] as const]
  })
  return {
    ...(amount !== undefined && { amountMinor: amount as number | null }),
    ...(expectedClose !== undefined && { expectedClose: expectedClose as string | null }),
    ...(stage !== undefined && { stageId: String(stage) }),
    ...(owner !== undefined && { ownerId: owner as string | null }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  }
}
