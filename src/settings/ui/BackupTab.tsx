import { Anchor, Text, Title } from '@mantine/core'
import { addressOf } from '#platform/ui/call.ts'
import { useSession } from '#platform/ui/session.tsx'
import { settingsContract } from '../contract.ts'
import { SealedBackup } from './SealedBackup.tsx'
import classes from './settings.module.css'

/** Take a copy of everything, and how to bring it back. */
export function BackupTab() {
  const { name } = useSession().workspace
  return (
    <div className={classes.reading}>
      <Text mb="md">
        One file holds the whole workspace as of one instant: people, deals with their history, orders, forecasts,
        users, audit. Work goes on meanwhile. Sealed with a passphrase, it is of no use to whoever finds it.
      </Text>
      <SealedBackup />
      <Text size="sm" c="dimmed" mt="md">
        A script may need one that anybody can open:{' '}
        <Anchor inherit underline="always" href={addressOf(settingsContract.backup)} download>
          download it without a passphrase
        </Anchor>
        . Keep that one like a password: whoever holds it can read all of it but the passwords.
      </Text>
      <Title order={2} mt={36} mb={8}>
        Bring it back
      </Title>
      <Text>
        Stop Drumbeat, then run this in its folder. The file is checked to the last byte before anything is replaced; a
        damaged one changes nothing. The passphrase of a sealed one is asked for.
      </Text>
      <pre className={classes.command}>npx drumbeat restore FILE --workspace {name}</pre>
      <Title order={2} mt={36} mb={8}>
        By the clock
      </Title>
      <Text>The same file, from a script or cron, while Drumbeat runs:</Text>
      <pre className={classes.command}>npx drumbeat backup FILE --workspace {name}</pre>
    </div>
  )
}
