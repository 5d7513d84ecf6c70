/** Jest runs the sources as CommonJS through swc; packages that ship only ES modules pass through it too. */
const esmOnly = [
  'jose',
  'openid-client',
  'oauth4webapi',
  'htmlparser2',
  'entities',
  'domhandler',
  'domutils',
  'dom-serializer',
  'domelementtype',
  'pdfjs-dist',
  'oidc-provider',
  'pkijs',
  'asn1js',
  'bytestreamjs',
  '@noble/hashes',
  '@peculiar/utils',
];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // For what hangs: where other work takes the processors, a test of ten seconds has taken thirty.
  testTimeout: 120_000,
  maxWorkers: '100%',
  // A worker keeps what the typesetters of its files have held; a fresh one is faster than a full one.
  workerIdleMemoryLimit: '1200MB',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  // A test file runs in a context of its own, where each look at a global costs a call: these are handed to every module
  // instead, which halves the time of what reads bytes. None that a test replaces (Date, timers) may be among them.
  sandboxInjectedGlobals: [
    'Object',
    'Math',
    'String',
    'Number',
    'Array',
    'Uint8Array',
    'ArrayBuffer',
    'SharedArrayBuffer',
    'Map',
    'Set',
    'JSON',
    'Symbol',
    'RegExp',
  ],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
};
