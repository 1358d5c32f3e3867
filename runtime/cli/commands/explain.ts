import type { Palette } from '../../../compiler/diagnostics/palette.js';
import { didYouMean } from '../../../compiler/diagnostics/suggest.js';
import { UsageError } from '../../usage-error.js';
import { example, type AddCommand } from '../context.js';
import { allTopics, type Topic } from '../explain-topics.js';
import { functionNames, functionTopics, isFunctionKind } from '../function-topics.js';
import { paletteOf } from '../io.js';
import { options } from '../options.js';
import { formatJson } from '../text.js';

export const addExplain: AddCommand = (program, { out }) => {
  program
    .command('explain')
    .description('what a diagnostic, a layer, a function or a field means')
    .argument(
      '[name]',
      'a code such as unknown-layer, a name such as angconv, or a function with arguments such as "log(m: 0.3rad)"; without it all names are listed',
    )
    .option('--file <spec>', 'a spec whose functions can be explained, too')
    .addOption(options.json())
    .addHelpText(
      'after',
      example(
        'explain angconv',
        'explain classes-mismatch',
        'explain "log(m: 0.3rad)"',
        'explain wave --file digits.ang',
      ),
    )
    .action((name: string | undefined, { json, file }: { readonly json?: boolean; readonly file?: string }) => {
      const topics = name === undefined ? allTopics() : topicsCalled(name, file);
      if (json) out.write(formatJson({ schema: 1, topics: topics.map((topic) => ({ ...topic, text: topic.text() })) }));
      else if (name === undefined) out.write(listing(topics));
      else out.write(topics.map((topic) => article(topic, paletteOf(out))).join('\n'));
    });
};

/** @throws {FileError | SpecError | UsageError} */
function topicsCalled(name: string, file: string | undefined): readonly Topic[] {
  const all = allTopics();
  // An annotation is asked for as it is written: `@norm`.
  const others = all.filter(({ kind, name: known }) => known === name.replace(/^@/, '') && !isFunctionKind(kind));
  const found = [...functionTopics(name, file), ...others];
  if (found.length > 0) return found;
  const bare = name.replace(/\(.*$/s, '');
  const near = didYouMean(bare, [...all.map((topic) => topic.name), ...functionNames(file)]);
  throw new UsageError(`Nothing is known of \`${name}\`. ${near ?? '`angnet explain` lists all names.'}`);
}

function article({ kind, name, text }: Topic, palette: Palette): string {
  return `${palette.strong(name)} (${kind})\n\n${text(palette).trimEnd()}\n`;
}

function listing(topics: readonly Topic[]): string {
  const kinds = [...new Set(topics.map((topic) => topic.kind))];
  return kinds
    .map(
      (kind) =>
        `${kind}: ${topics
          .filter((topic) => topic.kind === kind)
          .map((topic) => topic.name)
          .join(', ')}\n`,
    )
    .join('');
}
