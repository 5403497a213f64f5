// Package browser looks at the built site as readers do: every page in Chromium,
// over http below a sub-path and from a folder on disk, with axe-core and the Nu
// HTML checker beside it. It has tests only, behind the build tag of its name,
// because they need a browser, Node's packages and Java. “make browser” installs
// them and runs the tests; what is missing makes them fail, never pass.
package browser
