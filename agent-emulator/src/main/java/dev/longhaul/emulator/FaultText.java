package dev.longhaul.emulator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text form of faults: {@code WHEN:WHAT}. */
final class FaultText {

    private static final Pattern ENTRY = Pattern.compile("(?:(always)|(compaction-)?([1-9]\\d{0,8})):(.+)");
    private static final Pattern STATUS = Pattern.compile("([45]\\d\\d)(?::retry-after=(\\d{1,9}))?");
    private static final Pattern DELAY = Pattern.compile("delay=(\\d{1,9})");
    private static final Pattern STOP_REASON = Pattern.compile("stop-reason=(\\w+)");

    private static final Pattern EMPTY_SUMMARY = Pattern.compile("empty-summary=(\\w+)");
    private static final Pattern ERROR_CODE = Pattern.compile("error-code=(\\w+)");
    private static final Pattern UNAVAILABLE = Pattern.compile("compaction-unavailable:retry-after=(\\d{1,9})");

    private static final Map<String, Supplier<Fault>> NAMED = Map.ofEntries(
            Map.entry("spend-cap", Fault::spendCap),
            Map.entry("plain-413", Fault::plainTooLarge),
            Map.entry("null-summary", Fault::nullSummary),
            Map.entry("ineffective-summary", Fault::ineffectiveSummary),
            Map.entry("larger-summary", Fault::largerSummary),
            Map.entry("compaction-unavailable", Fault::compactionUnavailable),
            Map.entry("unknown-block", Fault::unknownBlock),
            Map.entry("unknown-fields", Fault::unknownFields),
            Map.entry("encrypted-content", Fault::encryptedContent),
            Map.entry("refusal", Fault::refusal),
            Map.entry("max-tokens", Fault::maxTokens),
            Map.entry("missing-cache-fields", Fault::missingCacheFields),
            Map.entry("no-iterations", Fault::noIterations),
            Map.entry("hang-up", Fault::hangUp),
            Map.entry("truncated-body", Fault::truncatedBody),
            Map.entry("stream-error", Fault::streamError));

    private FaultText() {}

    static void read(String text, FaultPlan.Builder plan) {
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            throw unreadable(text);
        }
        Fault fault = fault(entry.group(4), text);
        if (entry.group(1) != null) {
            plan.always(fault);
        } else if (entry.group(2) != null) {
            plan.atCompaction(Integer.parseInt(entry.group(3)), fault);
        } else {
            plan.at(Integer.parseInt(entry.group(3)), fault);
        }
    }

    private static Fault fault(String what, String text) {
        Supplier<Fault> named = NAMED.get(what);
        if (named != null) {
            return named.get();
        }
        Matcher status = STATUS.matcher(what);
        if (status.matches()) {
            int code = Integer.parseInt(status.group(1));
            String seconds = status.group(2);
            return seconds == null ? Fault.status(code) : Fault.status(code, Integer.parseInt(seconds));
        }
        return Stream.of(
                        valued(DELAY, what, millis -> Fault.delay(Duration.ofMillis(Long.parseLong(millis)))),
                        valued(STOP_REASON, what, Fault::stopReason),
                        valued(EMPTY_SUMMARY, what, Fault::emptySummary),
                        valued(ERROR_CODE, what, Fault::errorCode),
                        valued(UNAVAILABLE, what, seconds -> Fault.compactionUnavailable(Integer.parseInt(seconds))))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> unreadable(text));
    }

    private static Optional<Fault> valued(Pattern pattern, String what, Function<String, Fault> fault) {
        Matcher matcher = pattern.matcher(what);
        return matcher.matches() ? Optional.of(fault.apply(matcher.group(1))) : Optional.empty();
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "not a fault: '%s'. A fault is WHEN:WHAT, where WHEN is a request number from 1, compaction-NUMBER"
                                .formatted(text)
                        + " or 'always', and WHAT is an HTTP status 400-599, STATUS:retry-after=SECONDS,"
                        + " delay=MILLISECONDS, stop-reason=WORD, empty-summary=STOP_REASON, error-code=CODE,"
                        + " compaction-unavailable:retry-after=SECONDS, or one of "
                        + String.join(", ", new TreeMap<>(NAMED).keySet()));
    }
}
