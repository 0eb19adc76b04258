/** Runs one bench: its module exports `run`, which prints or returns what it measured. */
const { run } = (await import(`./${process.argv[2]}.ts`)) as { run: () => Promise<string | undefined> }
const said = await run()
if (typeof said === 'string') process.stdout.write(`${said}\n`)
// What is said after this by handlers of the end of the process is not waited for.
process.send?.('whole')
