import type { Section } from './sections.js';
import type { Topic, TopicParameter } from './topic.js';

const notice = '<!-- Made by `npm run docs` from the registries of the compiler; edit those instead. -->';

/** A generated page: its title, a remark that it is generated, and its parts. */
export function page(title: string, ...parts: readonly string[]): string {
  return `${[`# ${title}`, notice, ...parts].join('\n\n')}\n`;
}

/** The language reference as one page. */
export function referencePage(sections: readonly Section[]): string {
  const contents = sections.map(({ title }) => `- [${title}](#${title.toLowerCase().replaceAll(' ', '-')})`).join('\n');
  const guide =
    'Every construct of the language, one by one; [language.md](language.md) explains how they go together.';
  return page('Language reference', guide, contents, ...sections.map(sectionText));
}

function sectionText({ title, intro, topics }: Section): string {
  return [`## ${title}`, intro, ...topics.map(topicText)].join('\n\n');
}

function topicText({ name, doc, parameters, definition, example }: Topic): string {
  const parts = [`### ${name}`];
  if (doc !== '') parts.push(doc);
  if (definition !== undefined) parts.push(code(definition));
  if (parameters.length > 0) parts.push(table(parameters));
  if (example !== undefined) parts.push(code(example));
  return parts.join('\n\n');
}

function table(parameters: readonly TopicParameter[]): string {
  const rows = parameters.map(
    ({ name, type, fallback, doc }) =>
      `| \`${name}\` | ${cell(type)} | ${fallback === undefined ? 'must be given' : cell(`\`${fallback}\``)} | ${cell(doc)} |`,
  );
  return ['| parameter | must be | when absent | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** A `|` would end a cell. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** A block of code, of the language when nothing else is said. */
export function code(text: string, language = 'ang'): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
