import { agendaContract } from './agenda/contract.ts'
import { assessmentContract } from './assessment/contract.ts'
import { consensusContract } from './consensus/contract.ts'
import { cycleContract } from './cycle/contract.ts'
import { effectsContract } from './effects/contract.ts'
import { packsContract } from './packs/contract.ts'
import { publishContract } from './publish/contract.ts'
import { scenariosContract } from './scenarios/contract.ts'
import { sopSupplyContract } from './supply/contract.ts'
import { versionsContract } from './versions/contract.ts'

/** The endpoints of sales and operations planning. */
export const sopContract = {
  ...cycleContract,
  ...consensusContract,
  ...agendaContract,
  ...sopSupplyContract,
  ...scenariosContract,
  ...versionsContract,
  ...packsContract,
  ...publishContract,
  ...effectsContract,
  ...assessmentContract,
}
