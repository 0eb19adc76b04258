import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '#platform/ui/call.ts'
import type { CellEdit } from '#platform/ui/grid/edit.ts'
import type { OnEdit } from '#platform/ui/grid/use-edits.ts'
import { type RowChange, writeRows } from '#platform/ui/grid/write-rows.ts'
import { refresh } from '#platform/ui/refresh.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { goalsContract } from '../contract.ts'
import type { Attainment, AttainmentLine, Quota } from '../schema.ts'

/** How quotas are edited in the list of a period, and how they are written; undo sets back what stood there. */
export function useQuotaEdit(attainment: Attainment): {
  edit: CellEdit<AttainmentLine>
  onEdit: OnEdit<AttainmentLine>
} {
  const { period, currency } = attainment
  const cache = useQueryClient()
  const quotas = useCall(goalsContract.listQuotas, { query: { from: period.from, to: period.to } }).data?.quotas
  const inForce = useMemo(
    () => (quotas ?? []).filter((quota) => quota.startsOn === period.from && quota.endsOn === period.to),
    [quotas, period],
  )
  const edit = useMemo(
    () => quotaEdit({ currency, inForce, isKnown: quotas !== undefined }),
    [currency, inForce, quotas],
  )
  const onEdit: OnEdit<AttainmentLine> = async (changes) => {
    const outcome = await writeRows(changes, (change) => write(change, attainment))
    refresh(cache, ['goals'])
    return {
      ...outcome,
      undo: async () => {
        await outcome.undo?.()
        refresh(cache, ['goals'])
      },
    }
  }
  return { edit, onEdit }
}

function quotaEdit(given: { currency: string; inForce: Quota[]; isKnown: boolean }): CellEdit<AttainmentLine> {
  const { currency, inForce, isKnown } = given
  return {
    kind: 'money',
    currency: () => currency,
    value: (line) => line.quotaMinor,
    apply: (line, value) => {
      const quotaMinor = value as number | null
      const gapMinor = quotaMinor === null ? null : quotaMinor - line.closedMinor
      return {
        ...line,
        quotaMinor,
        quotaBasis: quotaMinor === null ? 'none' : 'set',
        gapMinor,
        attainment: quotaMinor ? line.closedMinor / quotaMinor : null,
        coverage: gapMinor !== null && gapMinor > 0 ? line.openMinor / gapMinor : null,
      }
    },
    locked: (line) => {
      if (!isKnown) return 'The quotas of this period are still being read.'
      const own = inForce.find(
        ({ subjectKind, subjectId }) => subjectKind === line.subjectKind && subjectId === line.subjectId,
      )
      return own && own.currency !== currency ? `This quota is stated in ${own.currency}; open it to change it.` : null
    },
  }
}

async function write(
  change: RowChange<AttainmentLine>,
  { period, currency }: Attainment,
): Promise<() => Promise<unknown>> {
  const { subjectKind, subjectId, quotaId, quotaMinor } = change.row
  const about = { subjectKind, subjectId, startsOn: period.from, endsOn: period.to, currency }
  const before = quotaId === null ? null : quotaMinor
  const to = change.values.quota as number | null
  if (to === null) {
    if (quotaId !== null) await call(goalsContract.endQuota, { params: { id: quotaId } })
    return async () =>
      before !== null && call(goalsContract.setQuota, { body: { ...about, amountMinor: before, replaces: null } })
  }
  const set = await call(goalsContract.setQuota, { body: { ...about, amountMinor: to, replaces: quotaId } })
  return async () =>
    before === null
      ? call(goalsContract.endQuota, { params: { id: set.id } })
      : call(goalsContract.setQuota, { body: { ...about, amountMinor: before, replaces: set.id } })
}
