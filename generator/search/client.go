package search

import "embed"

// Client holds the engine that reads the index in a browser, in TypeScript:
// client/engine.ts and what it imports.
//
//go:embed client/*.ts
var Client embed.FS
