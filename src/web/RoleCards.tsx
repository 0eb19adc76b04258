import { UnstyledButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { authContract } from '#platform/auth/contract.ts'
import { call } from '#platform/ui/call.ts'
import { toastError } from '#platform/ui/toast.tsx'
import classes from './sign-in.module.css'

type Role = { key: string; name: string; does: string }

/** The role that runs the process and so meets most of the product. */
const startHere = 'sales-ops-manager'

/** One click signs in to the demo company as a role; each says in plain words what it sees. */
export function RoleCards({ roles }: { roles: Role[] }) {
  const cache = useQueryClient()
  const [entering, setEntering] = useState<string | null>(null)
  async function enter(role: string): Promise<void> {
    setEntering(role)
    try {
      await call(authContract.demoSignIn, { body: { role } })
      await cache.resetQueries()
    } catch (error) {
      toastError(error)
      setEntering(null)
    }
  }
  return (
    <ul className={classes.roles}>
      {roles.map((role) => (
        <li key={role.key}>
          <UnstyledButton
            className={classes.role}
            disabled={entering !== null}
            data-entering={entering === role.key || undefined}
            onClick={() => void enter(role.key)}
          >
            <span className={classes.roleName}>
              {role.name}
              {role.key === startHere && <span className={classes.startHere}>Start here</span>}
            </span>
            <span className={classes.roleDoes}>{role.does}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
