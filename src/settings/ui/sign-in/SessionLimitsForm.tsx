import { authContract } from '#platform/auth/contract.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import classes from '../settings.module.css'

/** The limits of everybody's sessions, for who may change settings. */
export function SessionLimitsForm() {
  const sessions = useCall(authContract.sessions)
  const save = useCommand(authContract.sessionLimits, {
    quiet: true,
    onDone: () => {
      toast('Saved; it holds at once')
      void sessions.refetch()
    },
  })
  return (
    <Ready call={sessions}>
      {({ limits }) => (
        <div className={classes.form}>
          <RecordForm
            key={`${limits.idleHours} ${limits.absoluteDays}`}
            fields={[
              { name: 'idleHours', label: 'Hours without a request', kind: 'decimal', required: true },
              { name: 'absoluteDays', label: 'Days in all', kind: 'decimal', required: true },
            ]}
            initial={{ idleHours: String(limits.idleHours), absoluteDays: String(limits.absoluteDays) }}
            submit="Save"
            saving={save.isPending}
            error={save.error}
            onSave={(values) =>
              save.mutate({
                body: { idleHours: Number(values.idleHours), absoluteDays: Number(values.absoluteDays) },
              })
            }
          />
        </div>
      )}
    </Ready>
  )
}
