# What there is to do with Dryad. `make` alone lists it.
#
# Everything is built in one folder, .build; the sanitizers have folders of their own, since their builds do not mix.

.DEFAULT_GOAL := help
.PHONY: help setup build release demo demo-offline test test-tsan test-asan test-kill fuzz check format bench bench-large docs screenshots clean

help: ## list what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing to build, test and run the lab
	@Scripts/setup

build: ## build the dryad command
	@swift build --product dryad

release: ## build the dryad command to use it or hand it out: faster, with Swift's libraries in it
	@swift build --configuration release $(if $(filter Linux,$(shell uname)),--static-swift-stdlib) --product dryad

demo: ## a schema refresh and a first synchronization, with real servers
	@Scripts/setup
	@swift build --product dryad
	@Scripts/demo

demo-offline: ## the same story from LDIF files, without servers and without root
	@Scripts/setup --build-only
	@swift build --product dryad
	@Scripts/demo-offline

test: ## run every test; what is skipped is counted, and fails with CI=true
	@Scripts/test

test-tsan: ## run every test under the thread sanitizer
	@Scripts/test --scratch-path .build-tsan --sanitize thread

test-asan: ## run every test under the address sanitizer
	@Scripts/test --scratch-path .build-asan --sanitize address

test-kill: ## kill a synchronization at every commit and every send, and see that the next one mends it
	@DRYAD_KILL_ALL=1 Scripts/test --filter KillPointTests

fuzz: ## feed readers with what nobody would write; SECONDS=... says how long
	@Scripts/fuzz $(or $(SECONDS),30)

check: ## formatting, warnings, rooms and their imports, documents, scripts
	@Scripts/check

format: ## format the sources
	@swift format format --in-place --recursive --parallel Sources Tests Fuzz Benchmarks Package.swift

bench: ## measure; NAME=... measures one thing
	@Scripts/bench $(NAME)

bench-large: ## measure imports and synchronizations of 500,000 users; takes ten minutes
	@Scripts/bench engine-large

docs: ## write the generated documents anew
	@swift build --product dryad
	@Scripts/docs

screenshots: ## make the pictures of the documentation anew
	@swift build --product dryad
	@Scripts/screenshots

clean: ## remove what was built and what the demos left
	@Scripts/clean
