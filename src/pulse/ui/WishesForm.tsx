import { zoneOptions } from '#company/ui/public/zone-options.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { wishContract } from '../wishes/contract.ts'

/** How one wants to be asked: reminded or not, in which language, by which clock. */
export function WishesForm() {
  const wishes = useCall(wishContract.wishes)
  const saved = useSaved('wishes')
  const set = useCommand(wishContract.setWishes, { quiet: true, onDone: () => saved('You are asked this way') })
  return (
    <Ready call={wishes} loading={<LoadingBlock height={200} />}>
      {({ reminders, language, timeZone }) => (
        <RecordForm
          fields={[
            {
              name: 'reminders',
              label: 'E-mail',
              kind: 'select',
              required: true,
              options: [
                { value: 'yes', label: 'Write to me when a round opens, and once more' },
                { value: 'no', label: 'Do not write to me' },
              ],
              description: 'They go to everybody who wants them, whether they answered or not: nobody knows who did.',
            },
            {
              name: 'language',
              label: 'Language of e-mails',
              placeholder: 'English',
              kind: 'select',
              options: [
                { value: 'en', label: 'English' },
                { value: 'de', label: 'Deutsch' },
              ],
            },
            {
              name: 'timeZone',
              label: 'Time zone',
              placeholder: "The company's",
              kind: 'select',
              options: zoneOptions(timeZone),
              description: "Empty: the company's. Surveys, one-on-ones and time limits of your deals keep your hours.",
            },
          ]}
          initial={{ reminders: reminders ? 'yes' : 'no', language, timeZone }}
          submit="Save"
          saving={set.isPending}
          error={set.error}
          onSave={(values) =>
            set.mutate({
              body: {
                reminders: values.reminders !== 'no',
                language: values.language === 'de' || values.language === 'en' ? values.language : null,
                timeZone: values.timeZone || null,
              },
            })
          }
        />
      )}
    </Ready>
  )
}
