import { PasswordInput } from '@mantine/core'

/** Asks for one's own password before what only its owner may do. */
export function YourPassword() {
  return (
    <PasswordInput
      name="password"
      label="Your password"
      autoComplete="current-password"
      required
      withAsterisk={false}
      data-autofocus
      autoFocus
    />
  )
}
