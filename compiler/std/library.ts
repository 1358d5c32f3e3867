import {
  parse,
  type AngleDeclaration,
  type MagnitudeDeclaration,
  type MarginDeclaration,
} from '../../grammar/index.js';
import type { Declared, Module, StandardLibrary } from '../phases/1-resolve/modules.js';
import { standardSources } from './sources.js';

const modules = new Map<string, Module>();
const angles = new Map<string, Declared<AngleDeclaration>>();
const magnitudes = new Map<string, Declared<MagnitudeDeclaration>>();
const margins = new Map<string, Declared<MarginDeclaration>>();
const none = new Map<string, never>();

/** What every module sees without an import. */
export const standardLibrary: StandardLibrary = { angles, magnitudes, margins };

for (const [name, text] of standardSources) {
  const own = {
    angles: new Map<string, Declared<AngleDeclaration>>(),
    magnitudes: new Map<string, Declared<MagnitudeDeclaration>>(),
    margins: new Map<string, Declared<MarginDeclaration>>(),
  };
  const { file } = parse(text);
  const scope = {
    models: none,
    blocks: none,
    experiments: none,
    ablations: none,
    ...own,
    broken: new Set<string>(),
    standard: standardLibrary,
  };
  const module: Module = { path: `angnet:std/${name}`, text, file, damaged: [], scope };
  modules.set(module.path, module);
  for (const declaration of file.declarations) {
    const { name: at, kind } = declaration;
    if (kind === 'angle') own.angles.set(at.name, { declaration, module });
    else if (kind === 'magnitude') own.magnitudes.set(at.name, { declaration, module });
    else if (kind === 'margin') own.margins.set(at.name, { declaration, module });
  }
  for (const [at, declared] of own.angles) angles.set(at, declared);
  for (const [at, declared] of own.magnitudes) magnitudes.set(at, declared);
  for (const [at, declared] of own.margins) margins.set(at, declared);
}

/** The files of the standard library; their paths can't be those of a host's files. */
export const standardModules: ReadonlyMap<string, Module> = modules;
