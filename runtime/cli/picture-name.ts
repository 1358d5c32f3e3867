import { InvalidArgumentError } from 'commander';

/**
 * The name of a picture's file, as an option takes it: its ending says what is written.
 * @throws {InvalidArgumentError}
 */
export function pictureName(text: string): string {
  if (/[^/\\]\.(svg|png)$/i.test(text)) return text;
  throw new InvalidArgumentError('It must be a name that ends in .svg or .png.');
}
