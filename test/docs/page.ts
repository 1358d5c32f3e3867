/** A page of docs/ that a reader follows: files to write, edits to make, commands to type, and what these print. */
export type Step = WriteFile | Edit | Commands;

/** A block of `ang`: the file is the last one that the prose before it names. */
interface WriteFile {
  readonly kind: 'file';
  readonly name: string;
  readonly text: string;
}

/** A block of `diff`, whose first two lines are `--- before` and `+++ after`. */
interface Edit {
  readonly kind: 'edit';
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
}

/** A block of `sh`, and the block of `text` right behind it: what the commands print together. */
export interface Commands {
  readonly kind: 'commands';
  readonly commands: readonly string[];
  readonly output: Passage | undefined;
}

/** A piece of the page that shows what happens, and where it begins. */
export interface Passage {
  readonly text: string;
  readonly start: number;
}

interface Block {
  readonly language: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a reader of the page does, in order. */
export function stepsOf(page: string): readonly Step[] {
  const blocks = [...page.matchAll(/^```(\w+)\n([^]*?)^```\n/gm)].map((found): Block => ({
    language: found[1]!,
    text: found[2]!,
    start: found.index,
    end: found.index + found[0].length,
  }));
  return blocks.flatMap((block, index): readonly Step[] => {
    switch (block.language) {
      case 'ang':
        return [{ kind: 'file', name: fileNamedLast(page.slice(0, block.start)), text: block.text }];
      case 'diff':
        return [edit(block.text)];
      case 'sh': {
        const next = blocks[index + 1];
        const follows = next?.language === 'text' && page.slice(block.end, next.start).trim() === '';
        return [
          { kind: 'commands', commands: block.text.trim().split('\n'), output: follows ? passage(next) : undefined },
        ];
      }
      case 'text':
        return [];
      default:
        throw new Error(`nobody knows what to do with a block of ${block.language}`);
    }
  });
}

function passage({ text, start, language }: Block): Passage {
  return { text, start: start + `\`\`\`${language}\n`.length };
}

/** A page with other texts in place of some of its passages, which are in order. */
export function withPassages(page: string, others: readonly (Passage & { readonly other: string })[]): string {
  return others.reduceRight(
    (rest, { start, text, other }) => rest.slice(0, start) + other + rest.slice(start + text.length),
    page,
  );
}

function fileNamedLast(prose: string): string {
  return [...prose.matchAll(/`([\w.-]+\.ang)`/g)].at(-1)![1]!;
}

function edit(text: string): Edit {
  const [before, after, ...lines] = text.trimEnd().split('\n');
  return { kind: 'edit', from: before!.replace('--- ', ''), to: after!.replace('+++ ', ''), lines };
}

/**
 * A text after an edit.
 * @throws {Error} where the lines that the edit begins with don't stand exactly once in the text
 */
export function applyEdit(text: string, { from, lines }: Edit): string {
  const without = (sign: string) => lines.filter((line) => !line.startsWith(sign)).map((line) => `${line.slice(1)}\n`);
  const [before, after] = [without('+').join(''), without('-').join('')];
  const parts = text.split(before);
  if (parts.length !== 2) throw new Error(`these lines stand ${parts.length - 1} times in ${from}:\n${before}`);
  return parts.join(after);
}
