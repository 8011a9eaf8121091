import react from "eslint-plugin-react";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Signs that read the same in every language; everything else on a page comes from a message bundle. */
const signs = [
  "·",
  "•",
  "–",
  "—",
  "-",
  "/",
  "|",
  ":",
  ",",
  ".",
  "…",
  "(",
  ")",
  "（",
  "）",
  "[",
  "]",
  "×",
  "✓",
  "✗",
  "+",
  "−",
  "=",
  "%",
  "#",
  "&",
  "→",
  "←",
  "↑",
  "↓",
  "%)",
  " (",
  ": ",
  " / ",
  " · ",
  " – ",
  " — ",
  "§",
  "≥",
  "≤",
  "*",
  "?",
  "!",
  "⌘",
  "⌥",
  "⇧",
  "↵",
  "Esc",
  "Enter",
  "Ctrl",
  "Tab",
  "&nbsp;",
  // Letters of keys and options, and the names by which languages call themselves.
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  "中文",
  "English",
];

const restricted = [
  {
    selector: "CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/]",
    message: "Format with ~/platform/format, which takes locale and zone.",
  },
];
const spokenAttribute = "/^(aria-(label|description|placeholder|valuetext)|alt|title|placeholder|label|description)$/";
const words = "/[A-Za-z]{2}|[\\u4e00-\\u9fff]/";

export default tseslint.config(
  { ignores: ["build/", "node_modules/", ".data/", ".cache/", "test-results/", "playwright-report/", "db/migrations/"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,mjs,js}"],
    rules: {
      "no-console": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "prefer-const": "error",
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "lucia", message: "Sessions are people/session.server.ts's business." },
            { name: "zod", importNames: ["default"], message: 'Import { z } from "zod", in server code only; browsers load zod/mini.' },
          ],
        },
      ],
      "no-restricted-syntax": ["error", ...restricted],
    },
  },
  { files: ["app/people/session.server.ts"], rules: { "no-restricted-imports": "off" } },
  {
    // A promise that nobody waits for takes the process down when it fails.
    files: ["app/**/*.{ts,tsx}", "db/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
    },
  },
  {
    // The one clock: decisions take `now`, everything else asks platform/clock.
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["app/platform/**", "app/processes/**", "app/**/*.server.ts"],
    rules: {
      "no-restricted-globals": ["error", { name: "process", message: "Settings come from ~/platform/env.server." }],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "`now` is a parameter, or comes from the loader." },
        { object: "Math", property: "random", message: "A seed is a parameter." },
      ],
    },
  },
  {
    files: ["app/**/*.tsx"],
    plugins: { react, "react-hooks": hooks },
    settings: { react: { version: "18.3" } },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "react-hooks/static-components": "error",
      "react-hooks/set-state-in-render": "error",
      "react-hooks/purity": "error",
      "react-hooks/immutability": "error",
      "react/jsx-no-literals": ["error", { noStrings: true, ignoreProps: true, allowedStrings: signs }],
      "no-restricted-syntax": [
        "error",
        ...restricted,
        ...[
          `JSXAttribute[name.name=${spokenAttribute}] > Literal[value=${words}]`,
          `JSXAttribute[name.name=${spokenAttribute}] > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal[value=${words}]`,
          `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal[value=${words}]`,
          `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=${words}]`,
        ].map((selector) => ({ selector, message: "Spoken text comes from a message bundle." })),
      ],
      "react/jsx-key": "error",
      "react/jsx-no-target-blank": ["error", { enforceDynamicLinks: "never" }],
      "react/no-danger": "error",
    },
  },
  { files: ["test/**"], rules: { "no-restricted-imports": "off" } },
);
