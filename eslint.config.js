import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const impure = [
  { group: ['node:*', 'fs', 'path', 'os', 'child_process', 'worker_threads', 'process'], message: 'The core is pure.' },
  {
    group: ['@tensorflow/*', 'commander', 'picocolors'],
    message: 'The core is pure: engines and hosts live in runtime/.',
  },
];
const globals = ['process', 'Buffer', 'require', '__dirname', '__filename', 'global'].map((name) => ({
  name,
  message: 'The core is pure: it runs in a browser and an editor.',
}));
/** Rooms import downwards only: runtime -> compiler -> grammar. */
const upwards = (...rooms) =>
  rooms.map((room) => ({ group: [`**/${room}/**`], message: `Only what stands above may import ${room}/.` }));
const pure = (files, ...rooms) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [...impure, ...upwards(...rooms)] }],
    'no-restricted-globals': ['error', ...globals],
  },
});

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'runs/', '.venv*/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/unified-signatures': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  pure(['grammar/**/*.ts'], 'compiler', 'runtime'),
  pure(['compiler/**/*.ts'], 'runtime'),
);
