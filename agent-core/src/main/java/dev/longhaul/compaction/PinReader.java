package dev.longhaul.compaction;

import dev.longhaul.model.Message;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Turns pins into the text they stand for at this moment. Stateless; as thread-safe as its file source. */
public final class PinReader {

    /** Where file pins are read; the core touches no files itself. */
    @FunctionalInterface
    public interface Files {
        /**
         * The whole text of a file.
         *
         * @throws IOException if it cannot be read or is not text; the message says why
         */
        String read(Path path) throws IOException;

        /**
         * The beginning of a file; sources that can do so read no more than they must.
         *
         * @throws IOException as {@link #read}
         */
        default Beginning begin(Path path, int mostChars) throws IOException {
            return Beginning.of(read(path), mostChars);
        }
    }

    private final Files files;

    public PinReader(Files files) {
        this.files = files;
    }

    /**
     * The text of every pin that has any, in the order of the pins.
     *
     * @param recent the messages that turns may be taken from; those kept word for word are left out by the caller
     */
    public List<PinnedText> read(List<? extends Pin> pins, String task, List<Message> recent) {
        return read(pins, new PinSources(task, recent, "", Map.of()));
    }

    /** The text of every pin that has any, in the order of the pins. Throws nothing: what went wrong becomes a note. */
    public List<PinnedText> read(List<? extends Pin> pins, PinSources sources) {
        return pins.stream()
                .map(pin -> read(pin, sources))
                .filter(pinned -> !pinned.isEmpty())
                .toList();
    }

    private PinnedText read(Pin pin, PinSources sources) {
        return switch (pin) {
            case Pin.Task task -> new PinnedText(pin.name(), sources.task());
            case Pin.Text text -> new PinnedText(pin.name(), text.text());
            case Pin.File file -> content(file);
            case Pin.RecentTurns turns ->
                new PinnedText(pin.name(), Transcript.ofTurns(sources.recent(), turns.turns()));
            case Pin.Todo todo -> new PinnedText(pin.name(), sources.todo());
            case Pin.State state -> state(state, sources);
            case Pin.Supplied supplied -> state(supplied.recorded(), sources);
        };
    }

    private static PinnedText state(Pin.State pin, PinSources sources) {
        return sources.states().getOrDefault(pin.name(), new PinnedText(pin.name(), ""));
    }

    private PinnedText content(Pin.File file) {
        try {
            var begun = files.begin(file.path(), file.mostChars());
            return begun.text().isBlank() && begun.missing() == 0
                    ? noted(file, "is empty")
                    : new PinnedText(file.name(), begun.text(), cutNote(file, begun));
        } catch (NoSuchFileException e) {
            return noted(file, "is gone: it cannot be read any more");
        } catch (IOException | RuntimeException e) {
            return noted(file, "cannot be read any more: " + reason(e));
        }
    }

    /** Of those of the file system, the message is often but the path. */
    private static String reason(Exception e) {
        return e instanceof FileSystemException ? e.getClass().getSimpleName() : String.valueOf(e.getMessage());
    }

    private static PinnedText noted(Pin.File file, String what) {
        return new PinnedText(file.name(), "", "(the file " + file.path() + " " + what + ")");
    }

    private static String cutNote(Pin.File file, Beginning begun) {
        return begun.missing() == 0
                ? ""
                : "(cut here: these are the first %,d characters of the file %s; %,d bytes more follow, read them there)"
                        .formatted(begun.text().length(), file.path(), begun.missing());
    }
}
