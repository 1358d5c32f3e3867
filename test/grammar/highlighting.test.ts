import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { layers } from '../../compiler/layers/index.js';
import { lexerWords } from '../../grammar/highlighting.js';
import { lex } from '../../grammar/lexer.js';
import { parse, visit } from '../../grammar/index.js';
import { corpus } from '../fuzz/corpus.js';

const file = new URL('../../editor/angnet.tmLanguage.json', import.meta.url);

/** The grammar as an editor loads it: the engine of Visual Studio Code with its regular expressions. */
async function load(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM(readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(file, 'utf8'), 'angnet.tmLanguage.json'),
  });
  return (await registry.loadGrammar('source.ang'))!;
}

const grammar = await load();

/** The scopes at every place of a text, innermost last. */
function scopesOf(text: string): (offset: number) => string {
  const all: string[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes } of tokens) {
      for (let i = startIndex; i < Math.min(endIndex, line.length); i++) all.push(scopes.join(' '));
    }
    all.push('');
    state = ruleStack;
  }
  return (offset) => all[offset] ?? '';
}

const scopes: Readonly<Record<string, RegExp>> = {
  Number: /constant\.numeric\.ang/,
  Kernel: /constant\.numeric\.kernel/,
  String: /string\.quoted/,
  Operator: /keyword\.operator/,
  Repeat: /keyword\.control/,
  If: /keyword\.control/,
  Then: /keyword\.control/,
  Else: /keyword\.control/,
  Let: /storage\.type/,
  True: /constant\.language/,
  False: /constant\.language/,
  And: /keyword\.operator\.word/,
  Not: /keyword\.operator\.word/,
};

const correct = corpus().filter((text) => parse(text).problems.length === 0 && !/[\r\ufeff]/.test(text));

describe('colours of texts without mistakes', () => {
  it('are those of their tokens', () => {
    expect(correct.length).toBeGreaterThan(20);
    for (const text of correct) {
      const scopeAt = scopesOf(text);
      const { tokens, comments } = lex(text);
      tokens.forEach(({ tokenType, startOffset, image }, i) => {
        const isName = tokens[i + 1]?.image === ':' || ['.', '@'].includes(tokens[i - 1]?.image ?? '');
        const expected = scopes[tokenType.name];
        if (expected && !isName) expect(`${image}: ${scopeAt(startOffset)}`).toMatch(expected);
        const unit = /^[\d.e+-]+(rad|deg|%)$/.exec(image);
        if (unit) expect(scopeAt(startOffset + image.length - 1), image).toMatch(/keyword\.other\.unit/);
      });
      for (const { startOffset, image } of comments) {
        const isDoc = /^\/\/\/(?!\/)/.test(image);
        expect(scopeAt(startOffset), image).toMatch(isDoc ? /comment\.line\.documentation/ : /comment\.line\.double/);
      }
    }
  });

  it('are those of what their names mean', () => {
    const seen = new Set<string>();
    for (const text of correct) {
      const scopeAt = scopesOf(text);
      const look = (offset: number, expected: RegExp, what: string) => {
        seen.add(what);
        expect(`${what} ${text.slice(offset, offset + 20)}: ${scopeAt(offset)}`).toMatch(expected);
      };
      visit(parse(text).file, (node) => {
        switch (node.kind) {
          case 'model':
          case 'block':
          case 'angle':
          case 'magnitude':
          case 'margin':
          case 'experiment':
          case 'ablation':
            look(node.name.span.start, /entity\.name\.(function|type)\.ang/, `${node.kind}'s name`);
            return look(node.span.start, /storage\.type/, node.kind);
          case 'annotation':
            return look(node.name.span.start, /entity\.name\.function\.annotation/, 'annotation');
          case 'argument':
            if (node.name) look(node.name.span.start, /variable\.parameter/, 'argument');
            return;
          case 'layer':
            if (node.label) look(node.label.span.start, /entity\.name\.label/, 'label');
            if (layers.has(node.call.callee.name)) look(node.call.callee.span.start, /support\.class\.layer/, 'layer');
            return;
          case 'set':
          case 'replace':
          case 'vary':
          case 'zip':
          case 'expect':
            return look(node.span.start, /keyword\.other\.edit/, node.kind);
          default:
        }
      });
    }
    for (const what of ['annotation', 'argument', 'label', 'layer', 'set', 'vary', "margin's name", 'ablation']) {
      expect(seen).toContain(what);
    }
  });

  it('never say that something is invalid', () => {
    expect(readFileSync(file, 'utf8')).not.toContain('invalid');
  });
});

describe('colours of words that can be names', () => {
  const at = (text: string, word: string) => scopesOf(text)(text.lastIndexOf(word));

  it('follow from their place', () => {
    expect(at('model M() { model: relu }', 'model:')).toMatch(/entity\.name\.label/);
    expect(at('a(set: 1)', 'set')).toMatch(/variable\.parameter/);
    expect(at('min(a, b)', 'min')).toMatch(/entity\.name\.function\.call/);
    expect(at('angle a(theta: rad; learn k: rad = 1rad min 0.1rad) = k', 'min')).toMatch(/storage\.modifier/);
    expect(at('angle a(theta: rad; learn k: rad = 1rad) = k', 'learn')).toMatch(/storage\.modifier/);
    expect(at('angle a(theta: rad; learn k: rad = 1rad) = k', 'rad = 1')).toMatch(/support\.type/);
    expect(at('x.if', 'if')).not.toMatch(/keyword/);
  });

  it('are known for every word of the lexer', () => {
    expect(lexerWords.length).toBeGreaterThan(30);
    const { repository } = JSON.parse(readFileSync(file, 'utf8')) as { repository: { expressions: unknown } };
    for (const word of lexerWords) expect(JSON.stringify(repository.expressions)).toContain(`${word}\\\\b`);
  });
});

it('a string that is not closed ends with its line', () => {
  expect(scopesOf('a: "open\nrelu')(9)).toMatch(/support\.class\.layer/);
});
