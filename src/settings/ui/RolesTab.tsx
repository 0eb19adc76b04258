import { Fragment } from 'react'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { type RoleRow, settingsContract } from '../contract.ts'
import classes from './settings.module.css'

const spokenReach = {
  all: 'everybody’s',
  team: 'their own and their team’s',
  own: 'their own',
  none: 'none',
} as const

/** What each role may do, and how far it sees; read from the one table the server itself obeys. */
export function RolesTab() {
  const roles = useCall(settingsContract.roles)
  return (
    <Ready call={roles}>
      {(data) => (
        <div>
          {data.roles.map((role) => (
            <Role key={role.key} role={role} />
          ))}
        </div>
      )}
    </Ready>
  )
}

function Role({ role }: { role: RoleRow }) {
  return (
    <section className={classes.role} aria-label={role.name}>
      <div className={classes.roleName}>{role.name}</div>
      <div>
        {role.does}
        <ul className={classes.permissions} aria-label={`${role.name} may`}>
          {role.may.map(({ permission, words }) => (
            <li key={permission} className={classes.permission} title={permission}>
              {words}
            </li>
          ))}
        </ul>
      </div>
      <dl className={classes.sees} aria-label={`${role.name} sees`}>
        {Object.entries(role.reach).map(([noun, reach]) => (
          <Fragment key={noun}>
            <dt>{sentenceCase(noun)}</dt>
            <dd>{spokenReach[reach]}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

function sentenceCase(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1)
}
