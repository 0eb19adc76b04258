import { Section } from '#platform/ui/page/Page.tsx'
import classes from '../company.module.css'
import { SiteList } from './SiteList.tsx'
import { TerritoryList } from './TerritoryList.tsx'

/** Where the company sells, and where it makes, buys and holds. */
export function TerritoriesTab() {
  return (
    <div className={classes.two}>
      <Section title="Sales territories">
        <TerritoryList />
      </Section>
      <Section title="Company sites">
        <SiteList />
      </Section>
    </div>
  )
}
