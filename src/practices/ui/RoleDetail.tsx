import { Anchor, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { practicesContract } from '../contract.ts'
import { type RoleKey, roleKeys } from '../roles/roles.ts'
import type { RolePage } from '../schema.ts'

/** A role: what it owns, is measured by, does when, and may do here. */
export function RoleDetail({ roleKey }: { roleKey: string }) {
  if (!(roleKeys as readonly string[]).includes(roleKey)) return <Text c="dimmed">There is no such role.</Text>
  return <Known roleKey={roleKey as RoleKey} />
}

function Known({ roleKey }: { roleKey: RoleKey }) {
  const call = useCall(practicesContract.role, { params: { role: roleKey } })
  return (
    <Ready call={call}>
      {(page) => (
        <>
          <Text>{page.role.owns}</Text>
          <Text mt="xs" c="dimmed">
            {page.holders.length === 0
              ? 'Nobody signs in with this role yet.'
              : `Signs in with it: ${page.holders.join(', ')}.`}
          </Text>
          <Measures measures={page.measures} />
          <Calendar calendar={page.calendar} />
          <Section title="Rights">
            <List size="sm">
              {page.rights.map((right) => (
                <List.Item key={right}>{right}</List.Item>
              ))}
            </List>
          </Section>
        </>
      )}
    </Ready>
  )
}

function Measures({ measures }: Pick<RolePage, 'measures'>) {
  const { number } = useFormat()
  if (measures.length === 0) return null
  return (
    <Section title="Measured by">
      <List size="sm">
        {measures.map(({ checkKey, name, part, score, state }) => (
          <List.Item key={checkKey}>
            <Anchor component={Link} to={`/practices?check=${checkKey}` as never} size="sm" underline="always">
              {name}
            </Anchor>
            {`: ${score === null ? state : `${number(score)} of 100`}, ${part}`}
          </List.Item>
        ))}
      </List>
    </Section>
  )
}

function Calendar({ calendar }: Pick<RolePage, 'calendar'>) {
  return (
    <Section title="Calendar">
      <List size="sm">
        {calendar.map(({ every, what, to }) => (
          <List.Item key={what}>
            {`Every ${every}: `}
            <Anchor component={Link} to={to as never} size="sm" underline="always">
              {what}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Section>
  )
}
