/** What replaces what in postgres.js 3.4.9, each as often as `times` says. */
const guards = [
  {
    // With no socket the statement is refused: a rollback after the server died would take the whole process down (porsager/postgres#1208).
    from: "const x = socket.write(chunk, fn)",
    times: 1,
    to: `if (!socket) {
        clearImmediate(nextWriteTimer)
        chunk = nextWriteTimer = null
        error(Errors.connection('CONNECTION_CLOSED', options, socket))
        return false
      }
      const x = socket.write(chunk, fn)`,
  },
  {
    // What was to be written when the connection ended is forgotten with it. Else the timer, cleared but still there, keeps every later write of
    // the connection back, and who gets it after it was opened anew waits until it times out.
    from: "\n    clearImmediate(nextWriteTimer)\n",
    times: 2,
    to: "\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n",
  },
  {
    // The statement that a connection ended with is none of the next one's. Else the refusal of a greeting is kept for it, nobody hears it, and the
    // connection is opened again and again while a request waits.
    from: "\n    closedTime = performance.now()\n",
    times: 1,
    to: "\n    query = errorResponse = null\n    closedTime = performance.now()\n",
  },
  {
    // The same where it ended while it asked for the types, before its first statement.
    from: "\n    if (initial)\n      return reconnect()\n",
    times: 1,
    to: "\n    if (initial) {\n      query = errorResponse = null\n      return reconnect()\n    }\n",
  },
];

/**
 * The text of postgres.js's `src/connection.js` with the guards of docs/decisions/007-a-guard-put-into-postgres-js.md. Throws when it is not the text that they were made for:
 * then somebody has to see whether they are still needed.
 */
export function guardPostgres(code: string): string {
  return guards.reduce((text, { from, times, to }) => {
    if (text.split(from).length !== times + 1)
      throw new Error("postgres.js has changed: see whether it still needs the guards of its writes, and mend or remove them");
    return text.replaceAll(from, () => to);
  }, code);
}
