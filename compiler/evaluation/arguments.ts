import type { AngleFunction, MagnitudeFunction, MarginFunction } from './function-value.js';
import type { Selector } from './selector.js';
import type { CompileTimeValue, Signature } from '../schema.js';

/** Evaluated arguments of one call, by parameter; reading one as another type than declared is a compiler bug. */
export class Arguments {
  constructor(private readonly values: ReadonlyMap<string, CompileTimeValue>) {}

  has(name: string): boolean {
    return this.values.has(name);
  }

  int(name: string): number {
    return this.get(name, 'int').value;
  }

  real(name: string): number {
    return this.get(name, 'real').value;
  }

  bool(name: string): boolean {
    return this.get(name, 'bool').value;
  }

  word(name: string): string {
    return this.get(name, 'word').value;
  }

  /** Whether a parameter that also takes words was given one: `avgpool(global)`. */
  isWord(name: string): boolean {
    return this.values.get(name)?.kind === 'word';
  }

  string(name: string): string {
    return this.get(name, 'string').value;
  }

  kernel(name: string): { readonly height: number; readonly width: number } {
    return this.get(name, 'kernel');
  }

  list(name: string): readonly CompileTimeValue[] {
    return this.get(name, 'list').items;
  }

  angleFunction(name: string): AngleFunction {
    return this.get(name, 'angle-function').value;
  }

  magnitudeFunction(name: string): MagnitudeFunction {
    return this.get(name, 'magnitude-function').value;
  }

  marginFunction(name: string): MarginFunction {
    return this.get(name, 'margin-function').value;
  }

  /** The margin that is given, if one is; what another loss takes under that name may be a number. */
  marginIn(name: string): MarginFunction | undefined {
    const value = this.values.get(name);
    return value?.kind === 'margin-function' ? value.value : undefined;
  }

  selectors(name: string): readonly Selector[] {
    return this.get(name, 'selectors').selectors;
  }

  call(name: string): { readonly construct: Signature; readonly args: Arguments } {
    return this.get(name, 'call');
  }

  entries(): readonly (readonly [string, CompileTimeValue])[] {
    return [...this.values];
  }

  private get<K extends CompileTimeValue['kind']>(name: string, kind: K): Extract<CompileTimeValue, { kind: K }> {
    const value = this.values.get(name);
    if (value?.kind !== kind) throw new Error(`argument ${name} is ${value?.kind ?? 'absent'}, not ${kind}`);
    return value as Extract<CompileTimeValue, { kind: K }>;
  }
}
