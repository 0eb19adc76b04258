import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import classes from './pipeline.module.css'
import { Faults } from './public/Faults.tsx'
import { useView } from './use-view.ts'

/** What is wrong with the data behind all this, with deals and money; nothing is left out in silence. */
export function QualityTab() {
  const { ready, view } = useView()
  const call = useCall(pipelineContract.quality, { query: view }, { enabled: ready })
  const { number } = useFormat()
  const all = (count: string) => <NumberDoor value={`${count} deals`} door="set:all" />
  return (
    <Ready call={call}>
      {(quality) => (
        <>
          <Explained
            className={classes.sentence}
            of="Data quality"
            means="All deals of this view, open and closed. A deal with several faults stands in several lines."
          >
            {quality.kinds.length === 0 ? (
              <>Nothing is wrong with the data of {all(number(quality.deals))}.</>
            ) : (
              <>
                Of {all(number(quality.deals))}, some lack what figures need. They are counted wherever they can be;
                this is where they cannot.
              </>
            )}
          </Explained>
          {quality.kinds.length > 0 && (
            <Faults
              quality={quality}
              door={({ kind, value, says }) => <NumberDoor value={value} door={`fault:${kind}`} label={says} />}
            />
          )}
        </>
      )}
    </Ready>
  )
}
