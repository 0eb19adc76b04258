import { Button, Table } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { settingsContract } from '../../contract.ts'
import type { Provider } from '../../sign-on/contract.ts'
import { AddProvider } from './AddProvider.tsx'
import { ProviderDetail } from './ProviderDetail.tsx'

/** The identity providers through which people sign in, and who comes by each. */
export function SignOnTab() {
  const call = useCall(settingsContract.providers)
  return <Ready call={call}>{(data) => <Providers {...data} />}</Ready>
}

function Providers({ providers, begunAt }: { providers: Provider[]; begunAt: string }) {
  const [open, setOpen] = useState<string | null>(null)
  const chosen = providers.find(({ id }) => id === open)
  const close = () => setOpen(null)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      Add a provider
    </Button>
  )
  return (
    <Section title="Identity providers" aside={providers.length > 0 && add}>
      {providers.length === 0 ? (
        <EmptyState
          title="Everybody signs in with a password"
          teaches="People can come by the account of your company: Microsoft Entra ID, Okta, Google, Keycloak, or any other that speaks OpenID Connect. Each provider is a button on the sign-in page."
          action={add}
        />
      ) : (
        <ProviderTable providers={providers} onOpen={setOpen} />
      )}
      {open === 'new' && (
        <Dialog title="Add a provider" size="lg" onClose={close}>
          <AddProvider taken={providers.map(({ key }) => key)} begunAt={begunAt} onDone={close} />
        </Dialog>
      )}
      {chosen && (
        <Dialog title={chosen.name} size="lg" onClose={close}>
          <ProviderDetail provider={chosen} onDone={close} />
        </Dialog>
      )}
    </Section>
  )
}

function ProviderTable({ providers, onOpen }: { providers: Provider[]; onOpen: (id: string) => void }) {
  const { number } = useFormat()
  return (
    <ScrollRegion label="List of identity providers">
      <Table aria-label="Providers" miw={560} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Who may come</Table.Th>
            <Table.Th>Issuer</Table.Th>
            <Table.Th ta="right">
              <Defined name="Logins" means="Users who signed in by this provider at least once, closed logins too." />
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {providers.map((provider) => (
            <Table.Tr key={provider.id}>
              <Table.Td>
                <Button variant="subtle" size="compact-sm" ml={-8} onClick={() => onOpen(provider.id)}>
                  {provider.name}
                </Button>
              </Table.Td>
              <Table.Td>{provider.domains.join(', ')}</Table.Td>
              <Table.Td>{provider.hasSecret ? provider.issuer : 'Its secret has to be entered again'}</Table.Td>
              <Table.Td ta="right">{number(provider.users)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  )
}
