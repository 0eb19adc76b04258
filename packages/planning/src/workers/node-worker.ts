import { parentPort, workerData } from 'node:worker_threads'
import { answer } from './answer.ts'

await answer(workerData, (says) => parentPort?.postMessage(says))
