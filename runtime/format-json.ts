/** JSON as commands print it and runs keep it: indented, but lists of numbers on one line each. Ends with a newline. */
export function formatJson(value: object): string {
  const text = JSON.stringify(value, null, 2);
  // No string of JSON holds a line break, so these are brackets of lists.
  const compact = text.replace(/\[\n[\d\s.,e+-]*\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
  return `${compact}\n`;
}
