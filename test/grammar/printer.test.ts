import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { AngSyntaxError } from '../../grammar/printer/error.js';
import { format } from '../../grammar/printer/format.js';
import * as plugin from '../../grammar/printer/index.js';

describe('format', () => {
  it('drops the byte order mark and carriage returns', async () => {
    expect(await format('\ufeffmodel A() {\r\n  relu // c\r\n\r\n\r\n  bn\r\n}')).toBe(
      'model A() {\n  relu // c\n\n  bn\n}\n',
    );
  });

  it('makes nothing of nothing', async () => {
    expect(await format('')).toBe('');
    expect(await format('\n \n')).toBe('');
  });

  it('refuses a text with problems, and hands them over', async () => {
    const error: unknown = await format('model A() {\n  conv (3)\n  adam(lr=1)\n}').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AngSyntaxError);
    expect((error as AngSyntaxError).problems).toHaveLength(2);
    expect((error as AngSyntaxError).loc.start).toEqual({ line: 2, column: 8 });
    expect((error as AngSyntaxError).message).toMatch(/stands right after its name.*\n.*lr: 1/s);
  });

  it('keeps short bodies on one line only where they were', async () => {
    const text = 'model A() {\n  repeat 2 { bn  relu }\n  repeat 2 {\n    bn\n  }\n}\n';
    expect(await format(text)).toBe(text);
    const long = `model A() {\n  repeat 2 { ${'angconv(20, 3x3)  '.repeat(7).trim()} }\n}\n`;
    expect((await format(long)).split('\n')).toHaveLength(12);
  });

  it('takes a comment with three slashes for documentation only above a declaration', async () => {
    const text =
      'angle f(\n  /// inside\n  theta: rad,\n) = theta /// behind\n\n/// above\nangle g(theta: rad) = theta\n';
    expect(await format(text)).toBe(text);
    expect(await format('angle f(theta: rad) =\n/// inside\ntheta')).toBe(
      'angle f(\n  /// inside\n  theta: rad,\n) = theta\n',
    );
  });
});

describe('the plugin', () => {
  it('formats `.ang` files in prettier, at the width that a project asks for', async () => {
    const formatted = await prettier.format('model A(){conv(20,5x5,stride:2)}', {
      filepath: 'net.ang',
      plugins: [plugin],
      printWidth: 20,
    });
    expect(formatted).toBe('model A() {\n  conv(\n    20,\n    5x5,\n    stride: 2,\n  )\n}\n');
  });

  it('shows the place of a mistake', async () => {
    const options = { filepath: 'net.ang', plugins: [plugin] };
    await expect(prettier.format('model A() {\n  conv (3)\n}', options)).rejects.toThrow(/> 2 \|\s+conv \(3\)/);
  });
});
