/** Documents that are made of the registries. */
import { diagnosticsPage, foreignPage } from './diagnostics.js';
import { referencePage } from './markdown.js';
import { referenceSections } from './sections.js';

export { examineExample, renderExample } from './diagnostics.js';
export { referenceSections, type Section } from './sections.js';
export type { Topic, TopicParameter } from './topic.js';

/** The generated pages of docs/, by file name. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ['reference.md', referencePage(referenceSections())],
    ['diagnostics.md', diagnosticsPage()],
    ['foreign.md', foreignPage()],
  ]);
}
