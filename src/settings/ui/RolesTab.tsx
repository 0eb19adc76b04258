import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { type RoleRow, settingsContract } from '../contract.ts'
import { spokenPermission } from './permission.ts'
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
          {role.permissions.map((permission) => (
            <li key={permission} className={classes.permission} title={permission}>
              {spokenPermission(permission)}
            </li>
          ))}
        </ul>
      </div>
      <dl className={classes.sees} aria-label={`${role.name} sees`}>
        <dt>Deals</dt>
        <dd>{spokenReach[role.reach.deals]}</dd>
        <dt>Quotas</dt>
        <dd>{spokenReach[role.reach.quotas]}</dd>
        <dt>Orders</dt>
        <dd>{spokenReach[role.reach.orders]}</dd>
      </dl>
    </section>
  )
}
