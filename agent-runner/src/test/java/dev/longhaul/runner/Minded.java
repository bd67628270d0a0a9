package dev.longhaul.runner;

import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;

/** A model that answers by what it is shown, however often it is asked. */
record Minded(Mind mind) implements Model {

    @FunctionalInterface
    interface Mind {
        ModelReply reply(ModelRequest request) throws InterruptedException;
    }

    @Override
    public String name() {
        return "minded";
    }

    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) throws InterruptedException {
        return mind.reply(request);
    }
}
