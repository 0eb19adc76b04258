import { type Lesson, learnModel } from '../learn.ts'
import { modelText, type OutlookModelText, readModel, scorerFor } from '../model.ts'
import { type PointsAsked, type PointsOfDay, pointsOf } from '../points.ts'

/** Runs in a worker thread: learns a model, so that the thread that serves requests stays free. */
export function learnOutlook(lesson: Lesson): OutlookModelText | null {
  const model = learnModel(lesson)
  return model && modelText(model)
}

/** Runs in a worker thread: what the outlook of a past day was, of every person, team and the company. */
export function outlookPoints({ model, ...asked }: { model: OutlookModelText } & PointsAsked): PointsOfDay {
  const read = readModel(model)
  return pointsOf({ scorer: scorerFor(read, asked.calendar), ...read }, asked)
}
