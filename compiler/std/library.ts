import { parse, type AngleDeclaration } from '../../grammar/index.js';
import type { Declared, Module, StandardLibrary } from '../phases/1-resolve/modules.js';
import { standardSources } from './sources.js';

const modules = new Map<string, Module>();
const angles = new Map<string, Declared<AngleDeclaration>>();
const none = new Map<string, never>();

for (const [name, text] of standardSources) {
  const own = new Map<string, Declared<AngleDeclaration>>();
  const scope = {
    models: none,
    blocks: none,
    experiments: none,
    angles: own,
    broken: new Set<string>(),
    standard: { angles },
  };
  const { file } = parse(text);
  const module: Module = { path: `angnet:std/${name}`, text, file, damaged: [], scope };
  modules.set(module.path, module);
  for (const declaration of file.declarations) {
    if (declaration.kind !== 'angle') continue;
    own.set(declaration.name.name, { declaration, module });
    angles.set(declaration.name.name, { declaration, module });
  }
}

/** What every module sees without an import. */
export const standardLibrary: StandardLibrary = { angles };

/** The files of the standard library; their paths can't be those of a host's files. */
export const standardModules: ReadonlyMap<string, Module> = modules;
