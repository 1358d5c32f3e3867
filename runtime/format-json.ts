/** JSON as commands print it and runs keep it: indented, but lists of numbers on one line each. Ends with a newline. */
export function formatJson(value: object): string {
  const text = JSON.stringify(value, null, 2);
  // No string of JSON holds a line break, so these are brackets of lists.
  const compact = text.replace(/\[\n[\d\s.,e+-]*\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
  return `${compact}\n`;
}

/** JSON as programs read it while a command is at work: one object a line. */
export function formatJsonLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
