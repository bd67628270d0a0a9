package dev.longhaul.runner.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.longhaul.session.SessionEvent;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Events as JSON and back, exactly; {@code docs/journal-format.md} describes the format. Thread-safe.
 *
 * <p>An event is {@code {"v":1,"type":"ended","event":{...}}} on one line, in UTF-8. What {@code event} holds follows from the
 * record: a name and a value for each of its components.
 */
public final class EventCodec {

    /** The format that is written, and the newest that is read. */
    public static final int VERSION = 1;

    private final ObjectWriter writer;
    private final ObjectWriter asciiWriter;
    private final ObjectReader reader;

    /**
     * A codec.
     *
     * @param redactor is shown every text that an event holds, before it is written
     */
    public EventCodec(Redactor redactor) {
        var mapper = FormatMapper.with(redactor);
        writer = mapper.writer();
        asciiWriter = writer.with(JsonWriteFeature.ESCAPE_NON_ASCII);
        reader = mapper.reader();
    }

    /** The order is part of the format: whoever reads knows version and type before the rest. */
    private record Envelope(int v, String type, SessionEvent event) {}

    /** The payload of an event, in UTF-8. */
    public byte[] encode(SessionEvent event) {
        var envelope = new Envelope(VERSION, EventType.of(event).word(), event);
        try {
            return utf8(writer.writeValueAsString(envelope));
        } catch (CharacterCodingException e) {
            return escaped(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written: " + event.getClass(), e);
        }
    }

    /** Half of a surrogate pair, as a text cut in the wrong place has, cannot be said in UTF-8. */
    private byte[] escaped(Envelope envelope) {
        try {
            return asciiWriter.writeValueAsString(envelope).getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written: " + envelope.type(), e);
        }
    }

    private static byte[] utf8(String text) throws CharacterCodingException {
        var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /**
     * The event of a payload.
     *
     * @throws JournalFormatException if it is of a newer format, of an unknown type, or not readable
     */
    public SessionEvent decode(byte[] payload) {
        try (var parser = reader.createParser(payload)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
            int version = version(parser);
            require("type".equals(parser.nextFieldName()), "\"type\" is not its second member");
            var type = type(parser.nextTextValue(), version);
            require("event".equals(parser.nextFieldName()), "\"event\" is not its third member");
            parser.nextToken();
            var event = reader.forType(type.kind()).<SessionEvent>readValue(parser);
            require(parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null, "more follows the event");
            return event;
        } catch (IOException | IllegalArgumentException e) {
            throw new JournalFormatException("it is not readable: " + e.getMessage(), e);
        }
    }

    private static int version(JsonParser parser) throws IOException {
        require("v".equals(parser.nextFieldName()), "\"v\" is not its first member");
        int version = parser.nextIntValue(0);
        require(version >= 1, "its version is none");
        if (version > VERSION) {
            throw new JournalFormatException("it is in format " + version + " and this version of Longhaul reads up to "
                    + VERSION + ": use a newer one");
        }
        return version;
    }

    private static EventType type(String word, int version) {
        return EventType.ofWord(String.valueOf(word))
                .orElseThrow(() -> new JournalFormatException("its type \"" + word + "\" (format " + version
                        + ") is not known to this version of Longhaul: use a newer one"));
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new JournalFormatException("it is not readable: " + otherwise);
        }
    }
}
