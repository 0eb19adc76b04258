import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { companyContract } from '#company/contract.ts'
import { CalendarKind } from '#company/schema.ts'
import { authContract } from '#platform/auth/contract.ts'
import { basePath } from '#platform/ui/base-path.ts'
import { CallError, call } from '#platform/ui/call.ts'
import { CompanyFields } from './CompanyFields.tsx'
import { SignInProblem } from './SignInProblem.tsx'
import { signIn } from './sign-in.ts'

type WelcomeFormProps = { secret: string; kind: 'owner' | 'invite' | 'reset'; email: string | null }

/** Name, e-mail and password; the first owner also says which company this is. Ends signed in, on the first screen. */
export function WelcomeForm({ secret, kind, email }: WelcomeFormProps) {
  const [problem, setProblem] = useState<CallError['problem'] | null>(null)
  const [waiting, setWaiting] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setWaiting(true)
    setProblem(null)
    try {
      await accept({ secret, kind, form })
      location.assign(`${basePath()}/`)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setProblem(error.problem)
      setWaiting(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <SignInProblem problem={problem} />
        {kind !== 'reset' && (
          <TextInput name="name" label="Your name" autoComplete="name" required withAsterisk={false} maxLength={200} />
        )}
        {email ? (
          <TextInput name="email" label="E-mail" value={email} readOnly autoComplete="username" />
        ) : (
          <TextInput name="email" type="email" label="E-mail" autoComplete="username" required withAsterisk={false} />
        )}
        <PasswordInput
          name="password"
          label="Password"
          description="At least 10 characters; a few words make a good one."
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          required
          withAsterisk={false}
        />
        {kind === 'owner' && <CompanyFields />}
        <Button type="submit" loading={waiting} fullWidth mt="xs">
          {kind === 'reset' ? 'Set the password' : 'Start'}
        </Button>
      </Stack>
    </form>
  )
}

async function accept(input: { secret: string; kind: WelcomeFormProps['kind']; form: FormData }): Promise<void> {
  const { secret, kind, form } = input
  const text = (name: string) => String(form.get(name) ?? '')
  const password = text('password')
  const person = kind === 'reset' ? {} : { name: text('name'), email: text('email') }
  const { email } = await call(authContract.acceptInvitation, { params: { secret }, body: { ...person, password } })
  await signIn({ email, password })
  if (kind !== 'owner') return
  await call(companyContract.changeProfile, {
    body: {
      name: text('company'),
      currency: text('currency'),
      locale: text('locale'),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      calendarKind: CalendarKind.catch('month').parse(text('calendar')),
      fiscalStartMonth: Number(text('startMonth')),
    },
  })
}
