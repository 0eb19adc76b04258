import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import type { DealRow } from '../../deals/contract.ts'
import classes from '../crm.module.css'
import { LineChanges } from './LineChanges.tsx'
import { LineForm } from './LineForm.tsx'
import { LineTable } from './LineTable.tsx'
import own from './lines.module.css'
import { SumOfLines } from './SumOfLines.tsx'
import { useLineEdit } from './use-line-edit.ts'

/** The products of a deal: what it is about, item by item, each line edited in place, and what they come to. */
export function DealLines({ deal }: { deal: DealRow }) {
  const call = useCall(crmContract.dealLines, { params: { id: deal.id } })
  const edit = useLineEdit(deal.id)
  const { can } = useSession()
  const [open, setOpen] = useState<string | null>(null)
  const mayEdit = can('crm:edit')
  return (
    <section aria-label="Products" className={own.section}>
      <h3 className={classes.part}>Products</h3>
      <Ready call={call} loading={<LoadingLines rows={2} />}>
        {({ lines, sumMinor, changes }) => (
          <>
            {lines.length > 0 ? (
              <LineTable
                lines={lines}
                mayEdit={mayEdit}
                edit={edit}
                openId={open}
                onOpen={setOpen}
                currency={deal.currency}
              />
            ) : (
              <p className={classes.sub}>
                None listed{deal.itemName ? `; the deal counts as one of ${deal.itemName}` : ''}.
              </p>
            )}
            {sumMinor !== null && <SumOfLines deal={deal} sumMinor={sumMinor} mayEdit={mayEdit} />}
            {mayEdit && open === 'new' && (
              <LineForm
                submit="Add"
                currency={deal.currency}
                isPending={edit.isPending}
                onSave={(facts, done) => edit.add(facts, done)}
                onClose={() => setOpen(null)}
              />
            )}
            <Group gap="xs">
              {mayEdit && open !== 'new' && (
                <Button size="compact-sm" variant="default" onClick={() => setOpen('new')}>
                  Add a product
                </Button>
              )}
            </Group>
            <LineChanges changes={changes} />
          </>
        )}
      </Ready>
    </section>
  )
}
