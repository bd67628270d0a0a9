package dev.longhaul.compaction.retention;

/**
 * Errors and obligations: sentences that a signal word gives away. One pass; each sentence is taken once, for its first
 * signal, and lines of source code are left out. Stateless.
 */
final class SentenceFacts implements Extractor {

    @Override
    public void extract(TextUnit unit, FactSink sink) {
        new Walk(unit, sink).run();
    }

    /** One way through one unit. */
    private static final class Walk {
        private final TextUnit unit;
        private final CharSequence text;
        private final int length;
        private final FactSink sink;
        private final Sentence sentence;

        /** Up to here all is said. */
        private int quiet;

        Walk(TextUnit unit, FactSink sink) {
            this.unit = unit;
            this.text = unit.text();
            this.length = text.length();
            this.sink = sink;
            this.sentence = new Sentence(text);
        }

        void run() {
            int i = 0;
            while (i < length) {
                char c = text.charAt(i);
                if (Chars.is(c, Chars.LETTER)) {
                    int end = wordEnd(i);
                    var signal = Signal.of(text, i, end);
                    if (signal != Signal.NONE && i >= quiet) {
                        word(signal, i);
                    }
                    i = end;
                } else {
                    if (c != ' ') {
                        sign(c, i);
                    }
                    i++;
                }
            }
        }

        private int wordEnd(int start) {
            int i = Words.skip(text, start + 1, length, Chars.LETTER);
            while (i < length && isInnerApostrophe(i)) {
                i = Words.skip(text, i + 1, length, Chars.LETTER);
            }
            return i;
        }

        private boolean isInnerApostrophe(int at) {
            char c = text.charAt(at);
            return (c == '\'' || c == '\u2019') && at + 1 < length && Chars.is(text.charAt(at + 1), Chars.LETTER);
        }

        private void sign(char c, int at) {
            switch (c) {
                case '\n', '\r' -> sentence.beginsAt(at + 1);
                case '.', '!', '?' -> {
                    if (at + 1 >= length || Chars.isSpace(text.charAt(at + 1))) {
                        if (c == '?' && at >= quiet) {
                            ask(at);
                        }
                        sentence.beginsAt(at + 1);
                    }
                }
                case '[' -> box(at);
                default -> {}
            }
        }

        private void word(Signal signal, int start) {
            switch (signal) {
                case ERROR -> take(FactKind.ERROR, start);
                case RULE -> take(FactKind.OBLIGATION, start);
                case PROMISE -> {
                    if (unit.speaker() != Speaker.USER && unit.speaker() != Speaker.RESULT) {
                        take(FactKind.OBLIGATION, start);
                    }
                }
                case PLEASE -> {
                    if (isOpenAsk()) {
                        take(FactKind.OBLIGATION, start);
                    }
                }
                case TODO -> {
                    int until = sentence.lineEnd(start, start);
                    found(FactKind.OBLIGATION, start, until);
                }
                case NONE -> {}
            }
        }

        private boolean isOpenAsk() {
            return unit.speaker() == Speaker.USER && unit.open();
        }

        private void ask(int mark) {
            int start = sentence.start(mark);
            if (isOpenAsk() && Words.skip(text, start, mark, Chars.ALNUM) < mark) {
                found(FactKind.OBLIGATION, start, mark + 1);
            }
        }

        private void take(FactKind kind, int signal) {
            if (sentence.isCode(signal)) {
                quiet = sentence.lineEnd(signal, signal);
                return;
            }
            int start = sentence.start(signal);
            int end = sentence.end(start, signal);
            found(kind, kind == FactKind.ERROR ? sentence.pastStamp(start, signal) : start, end);
        }

        /** A box to tick, at the head of a list item. */
        private void box(int at) {
            boolean is = at >= quiet
                    && at + 3 < length
                    && text.charAt(at + 2) == ']'
                    && Chars.isSpace(text.charAt(at + 3))
                    && sentence.isItem(at);
            char tick = is ? text.charAt(at + 1) : 0;
            if (tick != ' ' && tick != 'x' && tick != 'X') {
                return;
            }
            int start = sentence.pastSpace(at + 3);
            int end = sentence.lineEnd(start, start);
            if (tick == ' ') {
                found(FactKind.OBLIGATION, start, end);
            } else if (start < end) {
                sink.settled(FactKind.OBLIGATION, start, end);
                quiet = end;
            }
        }

        private void found(FactKind kind, int start, int end) {
            if (start < end) {
                sink.found(kind, start, end);
                quiet = end;
            }
        }
    }
}
