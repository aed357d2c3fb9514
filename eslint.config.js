import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

/** What strict types do not catch. A rule is an error, or it is not here. */
const rules = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
  ],
  '@typescript-eslint/no-shadow': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/only-throw-error': 'error',
  // Whoever takes values by the name of the whole loads all of Word and of comparing for one function.
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      paths: [
        { name: '@suivi/texts', allowTypeImports: true, message: 'Values come from a part: @suivi/texts/amend, …' },
      ],
    },
  ],
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
};

export default tseslint.config(
  { ignores: ['**/node_modules/', 'build/', '.svelte-kit/', 'test-results/', 'src/lib/server/platform/schema.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules,
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    extends: [tseslint.configs.base, ...svelte.configs.base],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.svelte'],
        parser: tseslint.parser,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: { ...rules, 'svelte/no-at-html-tags': 'error', 'svelte/require-each-key': 'error' },
  },
);
