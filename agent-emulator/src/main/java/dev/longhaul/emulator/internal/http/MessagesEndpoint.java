package dev.longhaul.emulator.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger;
import dev.longhaul.emulator.BillingLedger.Entry;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.internal.check.IssuedBlocks;
import dev.longhaul.emulator.internal.check.RequestValidator;
import dev.longhaul.emulator.internal.engine.ReplyFaults;
import dev.longhaul.emulator.internal.engine.ReplyWriter;
import dev.longhaul.emulator.internal.engine.Sampled;
import dev.longhaul.emulator.internal.engine.Sampler;
import dev.longhaul.emulator.internal.engine.Sampler.Prepared;
import dev.longhaul.emulator.internal.engine.StreamWriter;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import dev.longhaul.emulator.internal.wire.BlockSigner;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Json;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code POST /v1/messages} and its {@code count_tokens}. Validation comes before every fault, billing before its
 * reply.
 */
public final class MessagesEndpoint {

    private final RequestValidator validator;
    private final Sampler sampler;
    private final ReplyWriter replies;
    private final BlockSigner signer;
    private final IssuedBlocks issued;
    private final BillingLedger ledger;
    private final FaultPlan faults;
    private final Duration latency;
    private final AtomicInteger compactions = new AtomicInteger();

    public MessagesEndpoint(
            RequestValidator validator,
            Sampler sampler,
            ReplyWriter replies,
            BlockSigner signer,
            IssuedBlocks issued,
            BillingLedger ledger,
            FaultPlan faults,
            Duration latency) {
        this.validator = validator;
        this.sampler = sampler;
        this.replies = replies;
        this.signer = signer;
        this.issued = issued;
        this.ledger = ledger;
        this.faults = faults;
        this.latency = latency;
    }

    Outgoing message(int number, Incoming incoming) {
        MessagesRequest request = read(incoming, true);
        Prepared prepared = sampler.prepare(request);
        List<Fault> planned = planned(number, prepared.compacts());
        EarlyFaults.pause(latency);
        for (Fault fault : planned) {
            if (fault instanceof Fault.BeforeSampling early) {
                Outgoing instead = EarlyFaults.strike(early, prepared.needsCompaction());
                if (instead != null) {
                    return instead;
                }
            }
        }
        Sampled sampled = sampler.sample(prepared, planned);
        bill(number, request.model(), sampled);
        ObjectNode reply = replies.write(request, sampled);
        ReplyFaults.apply(planned, reply);
        handOut(request, reply);
        return transported(number, rendered(request, sampled, reply), planned);
    }

    /** Applies the blocks in the history, triggers none (wire spec §1.7). */
    Outgoing countTokens(Incoming incoming) {
        MessagesRequest request = read(incoming, false);
        ObjectNode count = Json.object().put("input_tokens", sampler.visibleTokens(request));
        if (request.replyForm().contextManagement()) {
            count.putObject("context_management").put("original_input_tokens", sampler.sentTokens(request));
        }
        return Outgoing.json(count);
    }

    /** The reply to this request did not arrive whole. */
    void undelivered(int number) {
        ledger.undelivered(number);
    }

    private List<Fault> planned(int number, boolean compacts) {
        List<Fault> planned = new ArrayList<>(faults.at(number));
        if (compacts) {
            planned.addAll(faults.atCompaction(compactions.incrementAndGet()));
        }
        return planned;
    }

    private MessagesRequest read(Incoming incoming, boolean sampled) {
        ApiHeaders headers = ApiHeaders.read(incoming.headers());
        try {
            JsonNode body = Json.read(incoming.body());
            return validator.read(body, headers, sampled);
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("The request body is not valid JSON: " + e.getOriginalMessage());
        }
    }

    private void bill(int number, String model, Sampled sampled) {
        sampled.iterations()
                .forEach(iteration ->
                        ledger.record(new Entry(number, iteration.kind(), model, iteration.tokens(), true)));
    }

    /** Blocks must come back as they leave here: faults have changed what they change by now. */
    private void handOut(MessagesRequest request, ObjectNode reply) {
        for (JsonNode block : reply.path("content")) {
            if (block instanceof ObjectNode known) {
                if (request.onDemand() != null && Blocks.isCompaction(known)) {
                    signer.sign(known);
                }
                issued.remember(known);
            }
        }
    }

    private static Outgoing rendered(MessagesRequest request, Sampled sampled, ObjectNode reply) {
        return request.stream() ? Outgoing.events(StreamWriter.write(reply, sampled)) : Outgoing.json(reply);
    }

    private Outgoing transported(int number, Outgoing reply, List<Fault> planned) {
        for (Fault fault : planned) {
            if (fault instanceof Fault.OfTransport lost) {
                undelivered(number);
                return switch (lost) {
                    case Fault.HangUp() -> Outgoing.hangUp();
                    case Fault.TruncatedBody() -> reply.truncated();
                    case Fault.StreamError() -> reply.interrupted();
                };
            }
        }
        return reply;
    }
}
