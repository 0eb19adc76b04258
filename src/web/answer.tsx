import '#platform/ui/tokens.css'
import { createRoot } from 'react-dom/client'
import { AnswerPage } from '#pulse/ui/answer/AnswerPage.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('answer.html has no element #root.')
createRoot(root).render(<AnswerPage />)
