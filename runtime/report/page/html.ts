/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | undefined | readonly Part[];

/** Joins HTML with values: texts are escaped, HTML stays, lists are joined, what is undefined is left out. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.reduce((text, literal, index) => text + textOf(parts[index - 1]) + literal));
}

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A picture inside of the page. As an image of its own it shares no identifiers with others. */
export function picture(svg: string, description: string): Html {
  const data = Buffer.from(svg).toString('base64');
  return html`<img src="data:image/svg+xml;base64,${data}" alt="${description}" ${sizeOf(svg)} />`;
}

/** Room is kept for it before it is drawn. */
function sizeOf(svg: string): Html {
  const [, width, height] = /<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return new Html(width === undefined ? '' : `width="${width}" height="${height!}"`);
}

/** A table with a head; cells of `right` columns hold numbers. */
export function table(
  header: readonly Part[],
  rows: readonly (readonly Part[])[],
  right: readonly number[] = [],
): Html {
  const look = (column: number) => (right.includes(column) ? html` class="number"` : undefined);
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${header.map((cell, column) => html`<th${look(column)}>${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, column) => html`<td${look(column)}>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Names and what they stand for. */
export function facts(rows: readonly (readonly [name: string, value: Part])[]): Html {
  return html`<table class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td>${value}</td>
        </tr> `,
    )}
  </table>`;
}

/** @param title of the window */
export function document(title: string, style: string, body: readonly Part[]): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}
