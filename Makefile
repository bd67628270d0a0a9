.DEFAULT_GOAL := help
.PHONY: help demo test ci crash-suite bench-journal bench-inspector bench-budget bench-retention format check-style clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: ## the support agent on a simulated model
	./agent demo

test: ## compile and run all tests
	mvn verify

ci: ## all that has to pass before work lands
	.ci/run

crash-suite: ## kill a shift of 30 tickets 200 times, at moments drawn by SEED, and see that each ticket is completed once
	mvn -q -pl samples -am test -Dtest=KilledShiftTest -Dsurefire.failIfNoSpecifiedTests=false \
		-Dlonghaul.kills=200 -Dlonghaul.seed=$(or $(SEED),1)

bench-journal: ## appends beside bare synced writes, and what it takes to open a session of 10,000 turns
	mvn -q -pl agent-bench -am package -DskipTests
	"$$(scripts/find-jdk)/bin/java" -Xmx64m --enable-native-access=ALL-UNNAMED \
		-cp "agent-bench/target/classes:$$(cat agent-bench/target/class-path.txt)" dev.longhaul.bench.JournalBench

bench-inspector: ## how fast the inspector reads a history of 1, 4 and 16 MB
	mvn -q -pl agent-bench -am package -DskipTests
	"$$(scripts/find-jdk)/bin/java" -cp "agent-bench/target/classes:$$(cat agent-bench/target/class-path.txt)" \
		dev.longhaul.bench.InspectorBench

bench-budget: ## what reserving and settling add to one model call
	mvn -q -pl agent-bench -am package -DskipTests
	"$$(scripts/find-jdk)/bin/java" -cp "agent-bench/target/classes:$$(cat agent-bench/target/class-path.txt)" \
		dev.longhaul.bench.BudgetBench

bench-retention: ## whether a code given once stays in every reply, with the inspector and without, for 10 seeds
	mvn -q -pl agent-bench -am package -DskipTests
	"$$(scripts/find-jdk)/bin/java" -cp "agent-bench/target/classes:$$(cat agent-bench/target/class-path.txt)" \
		dev.longhaul.bench.RetentionBench

format: ## format the sources
	scripts/check-style --fix

check-style: ## fail if a source is not formatted
	scripts/check-style

clean: ## remove all that was built
	mvn -q clean
	rm -rf .agent
