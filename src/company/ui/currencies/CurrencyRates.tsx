import { ActionIcon, Stack, Table, Text, VisuallyHidden } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Currency, type CurrencyRate, currenciesContract } from '../../currencies/contract.ts'
import { useToday } from '../use-today.ts'

/** The dated rates of a currency, and a form to state one. */
export function CurrencyRates({ currency, own }: { currency: Currency; own: string }) {
  const { can } = useSession()
  const { code, rates } = currency
  const today = useToday()
  const setRate = useCommand(currenciesContract.setRate, { quiet: true, onDone: () => toast(`Rate of ${code} set`) })
  if (code === own) {
    return (
      <Text c="dimmed">This is the company currency. Every other rate is stated in it, so it is always worth 1.</Text>
    )
  }
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        What 1 {code} is worth in {own}, from a day until the next rate. An amount is converted at the rate of its own
        day, an open deal at today’s; where no rate is stated it is left out of sums and counted apart.
      </Text>
      {can('company:edit') && today !== '' && (
        <RecordForm
          key={rates.length}
          fields={[
            { name: 'startsOn', label: 'From', kind: 'date', required: true },
            { name: 'rate', label: `1 ${code} in ${own}`, kind: 'decimal', required: true },
          ]}
          initial={{ startsOn: today, rate: null }}
          submit="Set rate"
          saving={setRate.isPending}
          error={setRate.error}
          onSave={({ startsOn, rate }) =>
            setRate.mutate({ params: { code, startsOn: startsOn ?? '' }, body: { rate: rate ?? '' } })
          }
        />
      )}
      {rates.length > 0 && <RateTable code={code} own={own} rates={rates} />}
    </Stack>
  )
}

function RateTable({ code, own, rates }: { code: string; own: string; rates: CurrencyRate[] }) {
  const { can } = useSession()
  const { day, decimal } = useFormat()
  const setAgain = useCommand(currenciesContract.setRate)
  const remove = useCommand(currenciesContract.removeRate)
  const digits = Math.max(...rates.map(({ rate }) => rate.split('.')[1]?.length ?? 0))
  const takeOut = ({ startsOn, rate }: CurrencyRate) => {
    const params = { code, startsOn }
    remove.mutate({ params })
    toast(`Rate from ${day(startsOn)} removed`, { undo: () => setAgain.mutate({ params, body: { rate } }) })
  }
  return (
    <Table aria-label={`Rates of ${code}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>From</Table.Th>
          <Table.Th ta="end">
            1 {code} in {own}
          </Table.Th>
          {can('company:edit') && (
            <Table.Th w={44}>
              <VisuallyHidden>Remove</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rates.map((each) => (
          <Table.Tr key={each.startsOn}>
            <Table.Td>{day(each.startsOn)}</Table.Td>
            <Table.Td ta="end">{decimal(withDigits(each.rate, digits))}</Table.Td>
            {can('company:edit') && (
              <Table.Td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Remove the rate from ${day(each.startsOn)}`}
                  onClick={() => takeOut(each)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** Exact text with as many decimals as its neighbours, so that the points stand in line. */
function withDigits(rate: string, digits: number): string {
  const [whole = '', decimals = ''] = rate.split('.')
  return digits === 0 ? whole : `${whole}.${decimals.padEnd(digits, '0')}`
}
