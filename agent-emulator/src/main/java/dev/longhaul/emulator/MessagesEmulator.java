package dev.longhaul.emulator;

import com.sun.net.httpserver.HttpServer;
import dev.longhaul.emulator.internal.check.IssuedBlocks;
import dev.longhaul.emulator.internal.check.RequestValidator;
import dev.longhaul.emulator.internal.engine.Ids;
import dev.longhaul.emulator.internal.engine.PromptCache;
import dev.longhaul.emulator.internal.engine.ReplyWriter;
import dev.longhaul.emulator.internal.engine.Sampler;
import dev.longhaul.emulator.internal.engine.Tokenizer;
import dev.longhaul.emulator.internal.http.Front;
import dev.longhaul.emulator.internal.http.MessagesEndpoint;
import dev.longhaul.emulator.internal.http.Models;
import dev.longhaul.emulator.internal.http.RequestLog;
import dev.longhaul.emulator.internal.http.Router;
import dev.longhaul.emulator.internal.wire.BlockSigner;
import dev.longhaul.emulator.internal.wire.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A Messages API on the loopback interface. It validates as the service does, compacts at a threshold or on demand, bills every
 * sampling to a ledger, and fails where its {@link FaultPlan} says so.
 *
 * <p>All methods may be called from any thread. {@link #close()} ends calls in flight; ledger and requests stay
 * readable.
 */
public final class MessagesEmulator implements AutoCloseable {

    /** Characters; about as many bytes, as most bodies are plain ASCII. */
    private static final long KEPT_BODIES = 128L << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final BillingLedger ledger = new BillingLedger();
    private final RequestLog log = new RequestLog(KEPT_BODIES);

    private MessagesEmulator(Builder settings) {
        Tokenizer tokenizer = new Tokenizer(settings.charsPerToken);
        Ids ids = new Ids(new SecureRandom());
        IssuedBlocks issued = new IssuedBlocks();
        BlockSigner signer = new BlockSigner(settings.signingKey);
        Catalogue models = new Catalogue(settings.models);
        MessagesEndpoint messages = new MessagesEndpoint(
                new RequestValidator(models, signer, issued, settings.strictEcho, settings.minimumTrigger),
                new Sampler(
                        settings.brain,
                        tokenizer,
                        new PromptCache(settings.clock, tokenizer),
                        ids,
                        settings.contextWindow),
                new ReplyWriter(ids),
                signer,
                issued,
                ledger,
                settings.faults,
                settings.latency);
        Router router =
                new Router(messages, new Models(models, settings.contextWindow), ledger, log, settings.requiredKey);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = open(settings.port);
        server.setExecutor(threads);
        server.createContext("/", new Front(router, log, ids));
        server.start();
    }

    private static HttpServer open(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What a client uses as its base URL: scheme, loopback address and port, no path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was billed so far; live. */
    public BillingLedger ledger() {
        return ledger;
    }

    /** A copy of all requests below {@code /v1} answered so far, in the order they were answered. */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Settings; all have defaults. Not thread-safe. */
    public static final class Builder {

        private Brain brain = new EchoBrain();
        private int port;
        private double charsPerToken = 3.5;
        private int minimumTrigger = 50_000;
        private int contextWindow = 1_000_000;
        private boolean strictEcho = true;
        private byte[] signingKey = randomKey();
        private final List<ModelSpec> models = new ArrayList<>();
        private @Nullable String requiredKey;
        private FaultPlan faults = FaultPlan.none();
        private Duration latency = Duration.ZERO;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        private static byte[] randomKey() {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            return key;
        }

        /** What answers; an {@link EchoBrain} unless set. */
        public Builder brain(Brain brain) {
            this.brain = Objects.requireNonNull(brain);
            return this;
        }

        /** The TCP port on the loopback interface; 0, the default, takes a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Characters counted as one token; 3.5 unless set. */
        public Builder charsPerToken(double characters) {
            this.charsPerToken = characters;
            return this;
        }

        /** The smallest trigger accepted, in tokens; the service's 50,000 unless set. Lower it in tests only. */
        public Builder minimumTrigger(int tokens) {
            this.minimumTrigger = tokens;
            return this;
        }

        /** The context window in tokens; 1,000,000 unless set. */
        public Builder contextWindow(int tokens) {
            this.contextWindow = tokens;
            return this;
        }

        /**
         * Whether a compaction block must be one this emulator handed out, unchanged; true unless set. The service does
         * not sign blocks of the threshold form, so it cannot check that: switch it off for a conversation begun
         * elsewhere. Signed blocks of the on-demand form are verified either way; only an unknown field that got lost on
         * them is then forgiven.
         */
        public Builder strictEcho(boolean strict) {
            this.strictEcho = strict;
            return this;
        }

        /**
         * The secret by which signed blocks of the on-demand form are made and known again (wire spec §2.4); at least
         * one character. Unless set, it is new in every emulator, and none accepts the blocks of another: set it where
         * a conversation outlives the process. {@link #strictEcho} does not switch signatures off.
         */
        public Builder signingKey(String key) {
            if (key.isEmpty()) {
                throw new IllegalArgumentException("a signing key must not be empty");
            }
            this.signingKey = key.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /**
         * Lists a model and limits it to what it can do; may be repeated. A model that was not specified can do
         * everything, whatever its name.
         */
        public Builder model(ModelSpec model) {
            models.add(Objects.requireNonNull(model));
            return this;
        }

        /** The only key accepted below {@code /v1}; unless set, any key and none are. */
        public Builder requireKey(String key) {
            this.requiredKey = Objects.requireNonNull(key);
            return this;
        }

        /** What fails, and when; nothing unless set. */
        public Builder faults(FaultPlan plan) {
            this.faults = Objects.requireNonNull(plan);
            return this;
        }

        /** How long every model call takes before it is sampled; no time unless set. */
        public Builder latency(Duration latency) {
            this.latency = Objects.requireNonNull(latency);
            return this;
        }

        /** What the prompt cache tells its time by; the system's clock unless set. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock);
            return this;
        }

        /**
         * Listens from now on.
         *
         * @throws UncheckedIOException if the port is taken
         */
        public MessagesEmulator start() {
            return new MessagesEmulator(this);
        }
    }
}
