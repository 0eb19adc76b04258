import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { crmContract } from '#crm/contract.ts'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'

/** The names in the address that only a link sets. */
export const linkedNames = ['missing', 'account', 'family', 'createdFrom', 'createdTo', 'changedSince']

/** What narrows the list although it has no chip to choose from: shown, and taken out with a click. */
export function LinkedChips() {
  const [search, change] = useUrlParams()
  const { day } = useFormat()
  const account = useCall(
    crmContract.accountDetail,
    { params: { id: search.account ?? '' } },
    { enabled: search.account !== undefined },
  ).data?.account.name
  const words: Record<string, string | undefined> = {
    missing: search.missing && `Without ${search.missing}`,
    account: search.account && `Account: ${account ?? '…'}`,
    family: search.family && 'One family',
    createdFrom: search.createdFrom && `Created from ${day(search.createdFrom)}`,
    createdTo: search.createdTo && `Created until ${day(search.createdTo)}`,
    changedSince: search.changedSince && `Changed since ${day(search.changedSince)}`,
  }
  return linkedNames
    .filter((name) => words[name])
    .map((name) => (
      <Button
        key={name}
        variant="light"
        size="xs"
        radius="xl"
        fw={550}
        rightSection={<IconX size={14} aria-hidden />}
        aria-label={`${words[name]}: take this filter out`}
        onClick={() => change({ [name]: null })}
      >
        {words[name]}
      </Button>
    ))
}
