# Two commands do everything: make serve, make test. make help lists the rest.

GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
AXE         := axe-core@4.14.1
VNU         := vnu-jar@26.9.27
PAGEFIND    := pagefind@1.6.0

# What tests need beside Go lies here, never in git.
CACHE := .cache
TOOLS := $(CURDIR)/$(CACHE)/tools
export PLAYBOOK_TOOLS := $(TOOLS)

.DEFAULT_GOAL := help
.PHONY: help serve build check test lint unit editor soak browser fuzz bench bench-serve bench-search tools clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: ## show the site while you write; for more: make serve ARGS="--lan --follow"
	@mkdir -p $(CACHE) && go build -o $(CACHE)/playbook ./generator && { trap : INT; $(CACHE)/playbook serve --open $(ARGS); }

build: ## check content/ and write the site to public/
	@go run ./generator build
	@echo "public/index.html"

check: ## say what an editor would say, write nothing
	@go run ./generator check

test: tools lint unit editor soak browser ## everything that must be green before a change lands

lint: ## formatting, vet, staticcheck
	@unformatted=$$(go run $(GOFUMPT) -l generator themes) && \
	  if [ -n "$$unformatted" ]; then echo "run gofumpt -w on:"; echo "$$unformatted"; exit 1; fi
	go vet -tags browser ./...
	go run $(STATICCHECK) -tags browser ./...

unit: ## tests of Go code, also for data races
	go test -race ./...

editor: tools ## tests of the extension for VS Code in .vscode/extensions
	@mkdir -p $(CACHE) && go build -o $(CACHE)/playbook ./generator
	@PLAYBOOK=$(CURDIR)/$(CACHE)/playbook node --test .vscode/extensions/playbook/test/*.test.js > $(CACHE)/editor.log || { cat $(CACHE)/editor.log; exit 1; }

soak: ## two thousand saves: nothing may grow
	go test -count 1 -run 'TestSoak|TestHundredSaves' ./generator

browser: tools ## tests of the site and the server in Chromium, with axe-core and the Nu HTML checker
	go test -tags browser -count 1 ./generator/browser/

fuzz: ## twenty seconds for each fuzz target
	@for target in $$(grep -rho '^func Fuzz[A-Za-z]*' generator | sed 's/func //'); do \
	  dir=$$(grep -rl "^func $$target(" generator | head -1 | xargs dirname); \
	  go test -run '^$$' -fuzz "^$$target$$" -fuzztime 20s ./$$dir || exit 1; done

bench: ## build time, memory and pages per second at 1,000 and 10,000 pages
	go run ./generator/synth bench

bench-serve: ## from saving to seeing, beside Hugo's server on the same Markdown
	go run ./generator/synth serve

bench-search: tools ## the search index: size, time, and answers in Chromium, beside Pagefind's
	@[ "$$(cat $(TOOLS)/pagefind/version 2>/dev/null)" = "$(PAGEFIND)" ] || \
	  { mkdir -p $(TOOLS)/pagefind && npm install --prefix $(TOOLS)/pagefind --no-audit --no-fund --no-save --loglevel error $(PAGEFIND) && echo "$(PAGEFIND)" > $(TOOLS)/pagefind/version; }
	go run ./generator/synth search $(ARGS)

tools: ## install what the tests of the built site need
	@missing=; \
	command -v cc >/dev/null || missing="$$missing gcc"; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	fc-list :lang=zh 2>/dev/null | grep -q . || missing="$$missing fonts-noto-cjk fontconfig"; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	  else echo "please install:$$missing   (Debian: sudo apt-get install$$missing)"; exit 1; fi; fi
	@command -v npm >/dev/null || { echo "please install Node.js with npm"; exit 1; }
	@mkdir -p $(TOOLS)
	@[ "$$(cat $(TOOLS)/versions 2>/dev/null)" = "$(AXE) $(VNU)" ] || \
	  { npm install --prefix $(TOOLS) --no-audit --no-fund --no-save --loglevel error $(AXE) $(VNU) && echo "$(AXE) $(VNU)" > $(TOOLS)/versions; }

clean: ## remove what was built and installed here
	find public -mindepth 1 ! -name .gitkeep -delete
	rm -rf $(CACHE)
