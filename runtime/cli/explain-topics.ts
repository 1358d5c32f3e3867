import { catalog, type Code, type Entry } from '../../compiler/diagnostics/catalog.js';
import { plainPalette, type Palette } from '../../compiler/diagnostics/palette.js';
import {
  referenceSections,
  renderExample,
  type Section,
  type Topic as Construct,
} from '../../compiler/reference/index.js';

/** Something that has a name and a text about it. A name may stand for several: `steps` is a field and a schedule. */
export interface Topic {
  readonly kind: string;
  readonly name: string;
  /** @param palette how the frames of diagnostics are coloured */
  readonly text: (palette?: Palette) => string;
}

/** Everything that `explain` knows. */
export function allTopics(): readonly Topic[] {
  return [
    ...referenceSections().flatMap(sectionTopics),
    ...(Object.keys(catalog) as Code[]).map((code) => ({
      kind: catalog[code].severity,
      name: code,
      text: (palette = plainPalette) => diagnosticText(code, palette),
    })),
  ];
}

/** The constructs of a section; a section without any is a topic itself. */
function sectionTopics({ title, intro, topics }: Section): readonly Topic[] {
  if (topics.length === 0)
    return [{ kind: 'part of the language', name: title.toLowerCase(), text: () => `${intro}\n` }];
  return topics.map((topic) => ({ kind: topic.kind, name: topic.name, text: () => constructText(topic) }));
}

function constructText({ doc, parameters, definition, example }: Construct): string {
  const lines = parameters.map(({ name, doc: about, type, fallback }) => {
    const otherwise = fallback === undefined ? '' : `; ${fallback} when absent`;
    return `  ${name}: ${about} (${type}${otherwise})\n`;
  });
  const parts = [
    ...(doc === '' ? [] : [`${doc}\n`]),
    ...(definition === undefined ? [] : [indent(`${definition}\n`)]),
    ...(lines.length === 0 ? [] : [`Parameters:\n${lines.join('')}`]),
    ...(example === undefined ? [] : [`Example:\n${indent(`${example}\n`)}`]),
  ];
  return parts.join('\n');
}

function diagnosticText(code: Code, palette: Palette): string {
  const { explanation, wrong, right } = catalog[code] as Entry<never>;
  const shown = renderExample(code, palette);
  return `${explanation}\n\nWrong:\n${indent(wrong)}\n${indent(shown)}\nRight:\n${indent(right)}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
