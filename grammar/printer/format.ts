import { format as prettierFormat } from 'prettier/standalone';
import { parseOrThrow } from './error.js';
import * as plugin from './index.js';

/**
 * The text in its one form: two spaces of indentation, lines of at most 120 characters where they can be broken,
 * `\n` at the ends of lines, no byte order mark.
 * @throws {AngSyntaxError} with every problem when the text isn't a file of the language
 */
export async function format(text: string): Promise<string> {
  // Prettier adds its own words to an error of its parser, so that errors are found before.
  parseOrThrow(text);
  return prettierFormat(text.replace(/^\ufeff/, ''), { parser: 'ang', plugins: [plugin], endOfLine: 'lf' });
}
