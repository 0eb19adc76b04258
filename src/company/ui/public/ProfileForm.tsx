import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { companyContract } from '../../contract.ts'
import { currenciesContract } from '../../currencies/contract.ts'
import { CalendarKind, type Profile } from '../../schema.ts'
import { profileFields } from '../profile-fields.ts'

/** The company: its name, money, language, time zone and fiscal calendar. */
export function ProfileForm() {
  const profile = useCall(companyContract.profile)
  return <Ready call={profile}>{(data) => <Form key={JSON.stringify(data)} profile={data} />}</Ready>
}

function Form({ profile }: { profile: Profile }) {
  const { can } = useSession()
  const currencies = useCall(currenciesContract.list)
  const undo = useCommand(companyContract.changeProfile)
  const change = useCommand(companyContract.changeProfile, {
    quiet: true,
    onDone: () => toast('Workspace saved', { undo: () => undo.mutate({ body: profile }) }),
  })
  const fields = profileFields({
    currencies: currencies.data?.currencies ?? [],
    timeZone: profile.timeZone,
    locale: profile.locale,
  })
  return (
    <RecordForm
      fields={fields}
      initial={{
        ...profile,
        fiscalStartMonth: String(profile.fiscalStartMonth),
        weekStart: String(profile.weekStart),
      }}
      readOnly={!can('settings:edit')}
      submit="Save"
      saving={change.isPending}
      error={change.error}
      onSave={(values) =>
        change.mutate({
          body: {
            name: values.name ?? '',
            currency: values.currency ?? profile.currency,
            locale: values.locale ?? profile.locale,
            timeZone: values.timeZone ?? profile.timeZone,
            calendarKind: CalendarKind.catch('month').parse(values.calendarKind),
            fiscalStartMonth: Number(values.fiscalStartMonth),
            weekStart: Number(values.weekStart),
          },
        })
      }
    />
  )
}
