import fc from 'fast-check'

/** Property tests try the same cases every time; DRUMBEAT_SEED tries others. */
fc.configureGlobal({ seed: Number(process.env.DRUMBEAT_SEED ?? 1) })
